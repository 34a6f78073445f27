import './rows.css';

/** Moves the focus from checkbox to checkbox of a list with the arrow keys. */
export function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const list = event.currentTarget as HTMLElement;
  const boxes = [...list.querySelectorAll<HTMLElement>('input[type=checkbox]')];
  const at = boxes.indexOf(event.target as HTMLElement);
  if (!step || at < 0) return;
  event.preventDefault();
  event.stopPropagation();
  boxes[at + step]?.focus();
}
