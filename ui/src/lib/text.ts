import type { Range } from '../api/bindings';

/** A stretch of text, marked or not. */
export interface Part {
  text: string;
  marked: boolean;
}

/** Cuts text into marked and plain parts; ranges may overlap, touch or run over the end. */
export function parts(text: string, ranges: readonly Range[]): Part[] {
  const cuts: Part[] = [];
  let at = 0;
  for (const [start, end] of [...ranges].sort((a, b) => a[0] - b[0])) {
    const from = Math.max(start, at);
    const to = Math.min(end, text.length);
    if (to <= from) continue;
    if (from > at) cuts.push({ text: text.slice(at, from), marked: false });
    cuts.push({ text: text.slice(from, to), marked: true });
    at = to;
  }
  if (at < text.length) cuts.push({ text: text.slice(at), marked: false });
  return cuts;
}

/** Makes the first letter a capital; for words of a vocabulary that have no translation. */
export function sentenceCase(word: string): string {
  const plain = word.replaceAll(/[-_]/g, ' ');
  return plain.charAt(0).toLocaleUpperCase() + plain.slice(1);
}
