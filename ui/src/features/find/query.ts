/** Fields that a filter can name. Filters stay English in every language; their values are suggested by local name. */
export const FIELDS: readonly string[] = [
  'kind', 'task', 'task_type', 'outcome', 'verdict', 'agent', 'model', 'ring', 'certainty', 'origin', 'organisation', 'organization', 'org', 'tag', 'tags', 'library', 'author', 'authors', 'seniority', 'infra', 'infrastructure',
  'status', 'has', 'age', 'date', 'leverage', 'title', 'match',
];

const TOKEN = /-?[a-z_]+:(?:"[^"]*"?|\S+)|"[^"]*"?|\S+/gi;
const FILTER = /^(-?)([a-z_]+):(?:"([^"]+)"|([^"\s]\S*))$/i;

/** A filter as it stands in the query text. */
export interface Filter {
  field: string;
  value: string;
  negated: boolean;
}

/** Reads `outcome:failed` or `-agent:"Claude Code"`; undefined when it is not a whole filter. */
export function readFilter(token: string): Filter | undefined {
  const match = FILTER.exec(token);
  if (!match) return undefined;
  const field = (match[2] ?? '').toLowerCase();
  if (!FIELDS.includes(field)) return undefined;
  return { field, value: match[3] ?? match[4] ?? '', negated: match[1] === '-' };
}

/** Writes a filter; values with spaces are quoted. */
export function writeFilter({ field, value, negated }: Filter): string {
  return `${negated ? '-' : ''}${field}:${/[\s"]/.test(value) ? `"${value.replaceAll('"', '')}"` : value}`;
}

/**
 * The query as a person edits it: whole filters as chips before the words.
 *
 * The text that is searched is nothing but these parts joined, so that a query can be typed, pasted, saved and
 * read in one form everywhere.
 */
export interface Query {
  chips: readonly string[];
  words: string;
}

/** Splits query text: whole filters become chips, in order; the rest stays as words. */
export function parse(text: string): Query {
  const chips: string[] = [];
  const words: string[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    if (readFilter(token)) {
      if (!chips.includes(token)) chips.push(token);
    } else words.push(token);
  }
  return { chips, words: words.join(' ') };
}

/** Joins chips and words to the text that is searched. */
export function join({ chips, words }: Query): string {
  return [...chips, words].filter((part) => part !== '').join(' ');
}

/** Whether a text is another one whose last word has got some more letters, or none. */
export function isLonger(text: string, before: string): boolean {
  return /\S$/.test(before) && text.startsWith(before) && !/\s/.test(text.slice(before.length));
}

/**
 * Turns a filter that has just been finished by a space into a chip.
 *
 * Only the token before the caret counts: editing elsewhere never makes words jump.
 */
export function takeChip(words: string, caret: number): { chip: string; words: string; caret: number } | undefined {
  const before = words.slice(0, caret);
  const match = /(?:^|\s)(-?[a-z_]+:(?:"[^"]+"|[^"\s]\S*))\s$/i.exec(before);
  const token = match?.[1];
  if (!match || !token || !readFilter(token)) return undefined;
  const start = before.slice(0, match.index);
  const head = start === '' ? '' : `${start} `;
  return { chip: token, words: head + words.slice(caret).trimStart(), caret: head.length };
}
