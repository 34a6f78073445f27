/**
 * Brings something into view by scrolling the one pane that it lies in.
 *
 * The browser's own `scrollIntoView` also scrolls everything around that pane, the window included, which must stay
 * where it is.
 */
export function reveal(element: Element, where: 'start' | 'center'): void {
  const pane = paneOf(element);
  if (!pane) return;
  const [inside, around] = [element.getBoundingClientRect(), pane.getBoundingClientRect()];
  const space = where === 'start' ? 0 : (pane.clientHeight - inside.height) / 2;
  pane.scrollTop += inside.top - around.top - space;
}

/** The nearest pane around an element that scrolls, through shadow roots. */
function paneOf(element: Element): Element | undefined {
  for (let at: Node | null = element.parentNode; at; at = at instanceof ShadowRoot ? at.host : at.parentNode) {
    if (at instanceof Element && at.scrollHeight > at.clientHeight && /auto|scroll/.test(getComputedStyle(at).overflowY)) return at;
  }
  return undefined;
}
