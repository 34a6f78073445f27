import { reveal } from '../../lib/reveal';

interface Highlights {
  set(name: string, highlight: unknown): void;
  delete(name: string): void;
}
const registry = (globalThis as unknown as { CSS?: { highlights?: Highlights } }).CSS?.highlights;
const make = (ranges: readonly Range[]): unknown => new (globalThis as unknown as { Highlight: new (...ranges: Range[]) => unknown }).Highlight(...ranges);

/** Places in a page that light up, one of which is the present one. The page itself is not changed. */
export class Hits {
  ranges = $state.raw<readonly Range[]>([]);
  at = $state(0);
  readonly #name: string;

  /** `name` is that of the style in `::highlight()`; the present place has `-here` behind it. */
  constructor(name: string) {
    this.#name = name;
  }

  get here(): Range | undefined {
    return this.ranges[this.at];
  }

  /** Lights up these places; the present one is `first`. */
  show(ranges: readonly Range[], first = 0): void {
    this.ranges = ranges;
    this.at = Math.max(0, Math.min(first, ranges.length - 1));
    registry?.set(this.#name, make(ranges));
    this.#paintHere();
  }

  /** Goes on or back, round the ends, and brings the place into view. */
  step(by: number): void {
    if (this.ranges.length === 0) return;
    this.at = (this.at + by + this.ranges.length) % this.ranges.length;
    this.#paintHere();
    this.reveal();
  }

  reveal(): void {
    const place = this.here?.startContainer.parentElement;
    if (place) reveal(place, 'center');
  }

  clear(): void {
    this.ranges = [];
    this.at = 0;
    registry?.delete(this.#name);
    registry?.delete(`${this.#name}-here`);
  }

  #paintHere(): void {
    registry?.set(`${this.#name}-here`, make(this.here ? [this.here] : []));
  }
}

/** The texts below a root in the order in which they are read, those of shadow roots too. */
export function textNodes(root: Node): Text[] {
  const found: Text[] = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (node instanceof Text) found.push(node);
    else if (node instanceof Element && node.shadowRoot) found.push(...textNodes(node.shadowRoot));
  }
  return found;
}

/** A place inside one text. */
export function within(node: Text, start: number, end: number): Range {
  const range = document.createRange();
  range.setStart(node, Math.min(start, node.data.length));
  range.setEnd(node, Math.min(end, node.data.length));
  return range;
}
