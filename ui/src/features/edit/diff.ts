/** A line of a comparison. */
export interface ComparedLine {
  kind: 'same' | 'theirs' | 'mine';
  text: string;
}

/** Lines compared at most on each side after equal beginnings and ends are set aside; more is shown as replaced. */
const MOST = 1500;

/** Compares two texts by lines: the longest common sequence, between equal beginnings and ends. */
export function compareLines(theirs: string, mine: string): ComparedLine[] {
  const a = theirs.split('\n');
  const b = mine.split('\n');
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const same = (text: string): ComparedLine => ({ kind: 'same', text });
  return [...a.slice(0, head).map(same), ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)), ...a.slice(a.length - tail).map(same)];
}

function middle(a: readonly string[], b: readonly string[]): ComparedLine[] {
  const theirs = (text: string): ComparedLine => ({ kind: 'theirs', text });
  const mine = (text: string): ComparedLine => ({ kind: 'mine', text });
  if (a.length > MOST || b.length > MOST) return [...a.map(theirs), ...b.map(mine)];
  const width = b.length + 1;
  const length = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      length[i * width + j] = a[i] === b[j] ? length[(i + 1) * width + j + 1]! + 1 : Math.max(length[(i + 1) * width + j]!, length[i * width + j + 1]!);
    }
  }
  const lines: ComparedLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ kind: 'same', text: a[i]! });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && length[(i + 1) * width + j]! >= length[i * width + j + 1]!)) {
      lines.push(theirs(a[i]!));
      i += 1;
    } else {
      lines.push(mine(b[j]!));
      j += 1;
    }
  }
  return lines;
}
