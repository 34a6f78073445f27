/** A stretch of text to be replaced. */
export interface Change {
  from: number;
  to: number;
  insert: string;
}

/**
 * The smallest single replacement that turns one text into another; undefined when they are equal.
 *
 * Form edits come back as whole texts: applied as a small change they leave the caret, the selection and the undo
 * history of the source alone.
 */
export function smallestChange(before: string, after: string): Change | undefined {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before.charCodeAt(from) === after.charCodeAt(from)) from += 1;
  let tail = 0;
  while (tail < most - from && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  // A pair of surrogates is never cut in two.
  if (from > 0 && isHigh(before.charCodeAt(from - 1))) from -= 1;
  if (tail > 0 && isLow(before.charCodeAt(before.length - tail))) tail -= 1;
  return { from, to: before.length - tail, insert: after.slice(from, after.length - tail) };
}

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit < 0xdc00;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit < 0xe000;

/** Tells whether a place is in the fields at the head of a document. */
export function isInFields(text: string, at: number): boolean {
  const fields = /^---\r?\n[\s\S]*?\n---[ \t]*(?:\r?\n|$)/.exec(text);
  return fields !== null && at < fields[0].length;
}
