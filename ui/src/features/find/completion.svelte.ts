import type { Completed, Completions } from '../../api/bindings';
import { call } from '../../api/client';
import { Latest } from '../../lib/latest';
import type { Find } from './find.svelte';

/** Completions shown at once. */
const MOST = 9;

/** The text field as far as completion needs it. */
export interface Field {
  value: string;
  selectionStart: number | null;
}

/**
 * The popup below the query: names of fields, and values with what each would find.
 *
 * While a value is typed it opens by itself. Elsewhere it has to be asked for, so that it never lies over the
 * results, nor takes their arrow keys, while somebody types words.
 */
export class Completion {
  items = $state.raw<readonly Completed[]>([]);
  chosen = $state(-1);
  readonly #find: Find;
  #at = { start: 0, end: 0 };
  #ask = new Latest<{ query: string; caret: number; before: number }, Completions>(
    ({ query, caret }) => call('complete', { query, caret, limit: MOST }),
    ({ before }, answer) => {
      // Who goes down the list faster than it is answered keeps what they are on.
      const { pick } = this;
      this.items = answer.items;
      this.chosen = pick ? answer.items.findIndex(({ field, value }) => field === pick.field && value === pick.value) : -1;
      this.#at = { start: answer.start - before, end: answer.end - before };
    },
    () => this.close(),
  );

  constructor(find: Find) {
    this.#find = find;
  }

  get open(): boolean {
    return this.items.length > 0;
  }

  /** The completion that Enter would take. */
  get pick(): Completed | undefined {
    return this.items[this.chosen];
  }

  /** Looks at what is being typed; words are completed only where `asked`. */
  look(field: Field, asked = false): void {
    const caret = field.selectionStart ?? field.value.length;
    if (!asked && !VALUE.test(field.value.slice(0, caret))) return this.close();
    // The chips stand before the words in the query: what they say counts, too.
    const before = this.#find.chips.map((chip) => `${chip} `).join('');
    this.#ask.ask({ query: before + field.value, caret: before.length + caret, before: before.length });
  }

  move(step: number): void {
    this.chosen = Math.max(-1, Math.min(this.items.length - 1, this.chosen + step));
  }

  /** Writes a completion into the query. Returns the caret, where a value is to be typed next. */
  take(item: Completed): number | undefined {
    const { words } = this.#find;
    const { start, end } = this.#at;
    const negated = words[start - 1] === '-';
    const [before, after] = [words.slice(0, start), words.slice(end)];
    this.close();
    if (item.value === null) {
      const name = `${item.field}:`;
      this.#find.type(before + name + after, before.length + name.length);
      return before.length + name.length;
    }
    this.#find.words = [before.slice(0, negated ? -1 : undefined).trim(), after.trim()].filter(Boolean).join(' ');
    this.#find.addFilter(item.field, item.value, negated);
    return undefined;
  }

  close(): void {
    this.#ask.cancel();
    this.items = [];
    this.chosen = -1;
  }
}

/** Ends in a filter whose value is being typed. */
const VALUE = /(?:^|[\s(（-])[a-z_]+[:：](?:"[^"]*|[^\s":/\\)）][^\s")）]*)?$/i;
