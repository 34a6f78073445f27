/** What a style sheet may say of a mark; a picture of its own says it as attributes. */
const PAINT = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'font-size', 'font-weight', 'text-anchor'] as const;

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an SVG element. Built by calls and not from text: the page's policy takes no markup from strings. */
export function shape(name: string, attributes: Record<string, string | number>, ...children: (SVGElement | string)[]): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** The colour of a token, as the page wears it now. */
export const tokenColour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || 'currentColor';

/** A sheet for a picture that travels alone: its size, its ground, its letters. */
export const sheet = (x: number, y: number, width: number, height: number): SVGElement =>
  shape('svg', { viewBox: `${x} ${y} ${width} ${height}`, width, height, 'font-family': 'Inter, system-ui, sans-serif' }, shape('rect', { x, y, width, height, fill: tokenColour('surface') }));

/** Pixels to the right of a legend's mark, and between one key and the next. */
const [MARK, GAP] = [16, 14];

/** A copy that looks the same without the page's style sheets. */
function painted<Element extends SVGElement>(original: Element): Element {
  const copy = original.cloneNode(true) as Element;
  const from = [original, ...original.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, index) => {
    const style = getComputedStyle(from[index]!);
    for (const name of PAINT) {
      const value = style.getPropertyValue(name);
      if (value !== '') element.setAttribute(name, value);
    }
    // What a mark inherits as `currentColor` is known to the page alone.
    element.setAttribute('color', style.color);
    element.removeAttribute('class');
    element.removeAttribute('tabindex');
  });
  return copy;
}

/** The keys of a legend in one line, as the page shows them: a mark, and what it means. */
function keysOf(legend: Element, y: number): SVGElement[] {
  let x = 0;
  return [...legend.children].flatMap((key) => {
    const words = key.textContent.trim();
    const glyph = key.querySelector('svg');
    const dot = key.querySelector('i');
    const at = x;
    // No page measures text that it does not show: a Chinese character is as wide as its height, a letter about half.
    x += MARK + [...words].reduce((wide, letter) => wide + (letter >= '\u2e80' ? 11 : 6), 0) + GAP;
    const text = shape('text', { x: at + MARK, y, 'font-size': 11, fill: tokenColour('text-2') }, words);
    if (glyph) {
      // A group that is moved, and no drawing inside the drawing: `pngBase64` draws this too.
      const scale = 12 / (glyph.viewBox?.baseVal.width || 16);
      const mark = shape('g', { transform: `translate(${at} ${y - 10}) scale(${scale})` });
      mark.append(...painted(glyph).childNodes);
      return [mark, text];
    }
    if (!dot) return [text];
    const style = getComputedStyle(dot);
    return [shape('circle', { cx: at + 6, cy: y - 4, r: 4, fill: style.backgroundColor || 'none', stroke: style.borderTopColor || tokenColour('text'), 'stroke-width': 2 }), text];
  });
}

/**
 * A plot as a picture of its own: what style sheets say becomes attributes, title and scope stand above it, and
 * what its colours mean below.
 *
 * A picture travels without its page, so what was counted and when must travel with it.
 */
export function pictureOf(plot: SVGSVGElement, heading: string, scope: string, legend?: Element | null): SVGElement {
  const [, , width = 0, height = 0] = (plot.getAttribute('viewBox') ?? '').split(/\s+/).map(Number);
  const picture = sheet(-16, -56, width + 32, height + (legend ? 92 : 72));
  picture.append(
    shape('text', { y: -32, 'font-size': 15, 'font-weight': 600, fill: tokenColour('text') }, heading),
    shape('text', { y: -14, 'font-size': 11, fill: tokenColour('text-3') }, scope),
    ...painted(plot).childNodes,
    ...(legend ? keysOf(legend, height + 18) : []),
  );
  return picture;
}

/** A picture as the text of an SVG file. */
export const svgText = (picture: SVGElement): string => `${new XMLSerializer().serializeToString(picture)}\n`;

/** A file name out of words. */
export const fileName = (words: string, ending: string): string => `${words.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'fieldbook'}.${ending}`;
