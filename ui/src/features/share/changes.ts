import type { Diff, DiffLine, DiffPart } from '../../api/bindings';
import { compareWords, sideOf } from '../../lib/words';

/** A changed line, field value or list item; the sign says which side has it. */
export interface ChangedLine {
  sign: 'same' | 'add' | 'del';
  /** Stands in a list. */
  bullet: boolean;
  parts: readonly DiffPart[];
}

/** A field, as before and after. */
export interface ChangedField {
  path: string;
  /** One short value for another: shown in one line. */
  short: { before: string | null; after: string | null } | undefined;
  lines: readonly ChangedLine[];
  /** Items of a list that did not change. */
  kept: number;
}

/** What changed under one heading of the body. */
export interface ChangedSection {
  /** Null before the first heading. */
  heading: string | null;
  lines: readonly ChangedLine[];
  added: number;
  removed: number;
}

const SHORT = 60;
const HEADING = /^ {0,3}#{1,6}\s+(.*?)\s*#*\s*$/;
/** What begins an item of a list. */
export const MARKER = /^\s*(?:[-*+]|\d+[.)])\s+/;

/** Reads a value as it stands in the front matter: a text, or the items of a list. */
export function plainValue(written: string | null): string | string[] | null {
  if (written === null) return null;
  const text = written.trim();
  if (text.startsWith('[') && text.endsWith(']')) return text.slice(1, -1).split(/,\s*(?=(?:[^"]*"[^"]*")*[^"]*$)/).map((item) => scalar(item)).filter((item) => item !== '');
  if (/^- /.test(text)) return text.split(/\n\s*(?=- )/).map((item) => scalar(item.replace(/^- /, '')));
  if (/^[|>][+-]?\s*\n/.test(text)) return text.replace(/^[|>][+-]?\s*\n/, '').split('\n').map((line) => line.trim()).join(text.startsWith('>') ? ' ' : '\n').trim();
  return scalar(text);
}

function scalar(written: string): string {
  const text = written.trim();
  if (text.startsWith('"') && text.endsWith('"')) {
    try {
      return JSON.parse(text) as string;
    } catch {
      return text.slice(1, -1);
    }
  }
  if (text.startsWith("'") && text.endsWith("'") && text.length > 1) return text.slice(1, -1).replaceAll("''", "'");
  return text.replaceAll(/\n\s+/g, '\n');
}

const asText = (value: string | string[] | null): string => (Array.isArray(value) ? value.join('\n') : (value ?? ''));

/** Says for each field what went and what came. */
export function changedFields(diff: Diff): ChangedField[] {
  return diff.fields.map(({ path, before, after }) => {
    const [was, is] = [plainValue(before), plainValue(after)];
    if (Array.isArray(was) || Array.isArray(is)) {
      const [old, now] = [listOf(was), listOf(is)];
      const gone = old.filter((item) => !now.includes(item));
      const came = now.filter((item) => !old.includes(item));
      return { path, short: undefined, lines: pairs(gone, came, true), kept: now.length - came.length };
    }
    if (asText(was).length <= SHORT && asText(is).length <= SHORT) return { path, short: { before: was, after: is }, lines: [], kept: 0 };
    return { path, short: undefined, lines: pairs(was === null ? [] : [was], is === null ? [] : [is], false), kept: 0 };
  });
}

const listOf = (value: string | string[] | null): string[] => (value === null ? [] : Array.isArray(value) ? value : [value]);

/** Sets what went beside what came, word by word where they are about as many. */
function pairs(gone: readonly string[], came: readonly string[], bullet: boolean): ChangedLine[] {
  const whole = (text: string, sign: 'add' | 'del'): ChangedLine => ({ sign, bullet, parts: [{ text, changed: false }] });
  const lines: ChangedLine[] = [];
  for (let at = 0; at < Math.max(gone.length, came.length); at += 1) {
    const [before, after] = [gone[at], came[at]];
    if (before !== undefined && after !== undefined) {
      const runs = compareWords(before, after);
      lines.push({ sign: 'del', bullet, parts: sideOf(runs, 'before') }, { sign: 'add', bullet, parts: sideOf(runs, 'after') });
    } else if (before !== undefined) lines.push(whole(before, 'del'));
    else if (after !== undefined) lines.push(whole(after, 'add'));
  }
  return lines;
}

const textOf = (line: DiffLine): string => line.parts.map((part) => part.text).join('');

/** Says for each heading of the body which lines went and came. */
export function changedSections(diff: Diff): ChangedSection[] {
  const sections: { heading: string | null; lines: ChangedLine[]; added: number; removed: number }[] = [];
  let heading: string | null = null;
  const add = (line: DiffLine, sign: 'add' | 'del'): void => {
    const text = textOf(line);
    if (text.trim() === '') return;
    const title = HEADING.exec(text)?.[1];
    if (title !== undefined && sign === 'add') heading = title;
    let last = sections.at(-1);
    if (!last || last.heading !== heading) sections.push((last = { heading, lines: [], added: 0, removed: 0 }));
    if (title !== undefined && sign === 'add') return;
    const bullet = MARKER.test(text);
    last.lines.push({ sign, bullet, parts: bullet ? withoutMarker(line.parts) : line.parts });
    if (sign === 'add') last.added += 1;
    else last.removed += 1;
  };
  for (const block of diff.body) {
    if (block.kind === 'same') {
      for (const line of block.after) heading = HEADING.exec(textOf(line))?.[1] ?? heading;
      continue;
    }
    // Lines that were rewritten one for one stand under each other.
    if (block.before.length === block.after.length) {
      block.before.forEach((line, at) => {
        add(line, 'del');
        add(block.after[at]!, 'add');
      });
    } else {
      for (const line of block.before) add(line, 'del');
      for (const line of block.after) add(line, 'add');
    }
  }
  return sections.filter((section) => section.lines.length > 0);
}

function withoutMarker(parts: readonly DiffPart[]): DiffPart[] {
  const [first, ...rest] = parts;
  return first ? [{ ...first, text: first.text.replace(MARKER, '') }, ...rest].filter((part) => part.text !== '') : [];
}

/** A run of a line: bold and code as they will read. */
export interface Inline {
  text: string;
  as: 'plain' | 'strong' | 'code';
  changed: boolean;
}

/** Reads bold and code of a line that was compared word by word: their marks may stand in another part than their text. */
export function inline(parts: readonly DiffPart[]): Inline[] {
  const text = parts.map((part) => part.text).join('');
  const changed = parts.flatMap((part) => Array.from({ length: part.text.length }, () => part.changed));
  const runs: Inline[] = [];
  // The other side may lack the marks alone; then what they are about is what changed.
  const add = (from: number, to: number, as: Inline['as'], marks: boolean): void => {
    for (let at = from; at < to; at += 1) {
      const isChanged = marks || changed[at]!;
      const last = runs.at(-1);
      if (last && at > from && last.changed === isChanged) last.text += text[at]!;
      else runs.push({ text: text[at]!, as, changed: isChanged });
    }
  };
  let at = 0;
  for (const found of text.matchAll(/\*\*([^*]+)\*\*|`([^`]+)`/g)) {
    const [from, to] = [found.index, found.index + found[0].length];
    const width = found[1] === undefined ? 1 : 2;
    add(at, from, 'plain', false);
    add(from + width, to - width, width === 2 ? 'strong' : 'code', changed[from]! || changed[to - 1]!);
    at = to;
  }
  add(at, text.length, 'plain', false);
  return runs;
}
