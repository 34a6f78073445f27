/** A run of words that both sides have, or only one. */
export interface WordRun {
  text: string;
  kind: 'same' | 'before' | 'after';
}

/** Words compared at most on each side; longer texts are shown as replaced. */
const MOST = 1200;

/** Finds the longest common sequence of two lists and names each item's side. */
function compare(a: readonly string[], b: readonly string[]): WordRun[] {
  const runs: WordRun[] = [];
  const add = (text: string, kind: WordRun['kind']): void => {
    const last = runs.at(-1);
    if (last?.kind === kind) last.text += text;
    else runs.push({ text, kind });
  };
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) length[i * width + j] = a[i] === b[j] ? length[(i + 1) * width + j + 1]! + 1 : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
  }
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      add(a[i]!, 'same');
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && length[(i + 1) * width + j]! >= length[i * width + j + 1]!)) {
      add(a[i]!, 'before');
      i += 1;
    } else {
      add(b[j]!, 'after');
      j += 1;
    }
  }
  return runs;
}

/** Compares two texts word by word; signs and Chinese characters count as words of their own. */
export function compareWords(before: string, after: string): WordRun[] {
  const words = (text: string): string[] => text.match(/\p{Script=Han}|[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
  const [a, b] = [words(before), words(after)];
  if (a.length > MOST || b.length > MOST) return before === after ? [{ text: before, kind: 'same' }] : [{ text: before, kind: 'before' } as const, { text: after, kind: 'after' } as const].filter((run) => run.text !== '');
  return compare(a, b);
}

/** What of a comparison one side reads, with its own words marked. */
export const sideOf = (runs: readonly WordRun[], side: 'before' | 'after'): { text: string; changed: boolean }[] =>
  runs.filter((run) => run.kind === 'same' || run.kind === side).map((run) => ({ text: run.text, changed: run.kind !== 'same' }));
