import type { ApiError, FacetValue, Row, SearchInput, SearchPage } from '../../api/bindings';
import { call, toApiError } from '../../api/client';
import { Latest } from '../../lib/latest';
import { Sequence } from '../../lib/sequence';
import { markKey, markPainted } from '../../lib/marks';
import { afterPaint } from '../../lib/paint';
import { isLonger, join, parse, readFilter, takeChip, writeFilter, type Query } from './query';

/** Rows fetched at a time: two windows full, since each is a snippet to be cut and sent for every key. */
export const PAGE = 20;
/** After this many milliseconds without an answer the old results are dimmed. */
const DIM_AFTER = 300;
/** After this many milliseconds without a key a description counts as finished. */
const FINISHED_AFTER = 400;

/** A filter that would split the present results well. */
export interface GhostChip {
  field: string;
  value: string;
  count: number;
}

/** A part of the query that was not understood; its place counts from the beginning of the words. */
export interface Problem {
  text: string;
  problem: string;
  start: number;
  end: number;
}

/**
 * What is searched and what was found.
 *
 * Every change asks at once; answers that come late never replace newer ones, and the last results stay until
 * there are others.
 */
export class Find {
  chips = $state.raw<readonly string[]>([]);
  words = $state('');
  sort = $state<SearchInput['sort']>('relevance');
  page = $state.raw<SearchPage | undefined>();
  /** The answer that the filters show: they follow when the list is on the screen, which is what somebody who types waits for. */
  beside = $state.raw<SearchPage | undefined>();
  /** The answer that everything shows: the preview and the filters that are offered come last. */
  settled = $state.raw<SearchPage | undefined>();
  error = $state.raw<ApiError | undefined>();
  /** No answer for a while: the results shown belong to an older question. */
  waiting = $state(false);
  selected = $state(0);
  /** Grows with every new list of results. */
  version = $state(0);
  /** Hears every change of the query text. */
  changed: ((query: string) => void) | undefined;

  /** The last word is still being typed. */
  #typing = false;
  /** What the list shown was asked for. */
  #shown: SearchInput | undefined;
  #rows = $state.raw<ReadonlyMap<number, Row>>(new Map());
  #asked = new Set<number>();
  /** Rows belong to the list that they were asked for. */
  #list = new Sequence();
  #isList = this.#list.begin();
  /** Somebody chose the selected row; until then it is the best one. */
  #moved = false;
  #edits = Promise.resolve();
  #dim: ReturnType<typeof setTimeout> | undefined;
  #finish: ReturnType<typeof setTimeout> | undefined;
  #first = new Latest<SearchInput, SearchPage>(
    (input) => call('search', input),
    (input, page) => this.#show(input, page),
    (_, problem) => this.#failed(problem),
  );

  get query(): string {
    return join({ chips: this.chips, words: this.words.trim() });
  }

  get total(): number {
    return this.page?.total ?? 0;
  }

  get current(): Row | undefined {
    return this.row(this.selected);
  }

  row(index: number): Row | undefined {
    return this.#rows.get(index);
  }

  /** Replaces the whole query, for links, history and suggestions. */
  set(text: string): void {
    this.#become(parse(text));
  }

  /** Takes what is in the text field; a filter finished by a space becomes a chip. Returns where the caret goes. */
  type(words: string, caret: number): number | undefined {
    const taken = takeChip(words, caret);
    if (taken && !this.chips.includes(taken.chip)) this.chips = [...this.chips, taken.chip];
    this.words = taken?.words ?? words;
    markKey();
    this.ask(true);
    return taken?.caret;
  }

  /** Opens the last chip again as text. */
  reopenChip(): void {
    const last = this.chips.at(-1);
    if (last === undefined) return;
    this.chips = this.chips.slice(0, -1);
    this.words = this.words === '' ? last : `${last} ${this.words}`;
    this.ask(true);
  }

  removeChip(chip: string): void {
    this.chips = this.chips.filter((other) => other !== chip);
    this.ask();
  }

  clear(): void {
    this.#become({ chips: [], words: '' });
  }

  /** Adds or removes a value of a facet; the query language's own rules decide how the text changes. */
  async toggle(field: string, value: string, on: boolean): Promise<void> {
    // One after the other: each changes the text that the one before has left.
    this.#edits = this.#edits.then(() => this.#toggle(field, value, on)).catch((problem: unknown) => this.#failed(problem));
    await this.#edits;
  }

  /** Adds a filter without asking how. */
  addFilter(field: string, value: string, negated = false): void {
    const chip = writeFilter({ field, value, negated });
    if (!this.chips.includes(chip)) this.chips = [...this.chips, chip];
    this.ask();
  }

  sortBy(sort: SearchInput['sort']): void {
    this.sort = sort;
    this.ask();
  }

  /** Asks for the first page. What changes no word leaves half a word half a word. */
  ask(typing = this.#typing): void {
    this.changed?.(this.query);
    clearTimeout(this.#dim);
    clearTimeout(this.#finish);
    this.#dim = setTimeout(() => (this.waiting = true), DIM_AFTER);
    this.#typing = typing;
    this.refresh();
  }

  /** Asks again, keeping place and selection: the library changed. Half a word stays half a word. */
  refresh(): void {
    const held = this.#held();
    this.#first.ask({ query: this.query, offset: 0, limit: PAGE, sort: this.sort, facets: true, typing: this.#typing, ...(held && { held }) });
  }

  /** The first row, while its word is still being typed: it stays where it is unless another one is much better. */
  #held(): [string, string] | undefined {
    const first = this.#rows.get(0);
    const isSameWord = this.#typing && this.#shown?.typing === true && isLonger(this.query, this.#shown.query);
    return isSameWord && first ? [first.library, first.id] : undefined;
  }

  /** Fetches the rows between two positions that are not here yet. */
  need(first: number, last: number): void {
    for (let page = Math.floor(first / PAGE); page * PAGE <= last && page * PAGE < this.total; page += 1) {
      if (this.#asked.has(page)) continue;
      this.#asked.add(page);
      void this.#fetch(page);
    }
  }

  move(step: number): void {
    this.select(this.selected + step);
  }

  /** Chooses a row; it stays chosen while more is typed, for as long as it is found. */
  select(index: number): void {
    this.selected = Math.max(0, Math.min(this.total - 1, index));
    this.#moved = true;
  }

  /** Filters that split the present results best: nearest to half of them. */
  get ghosts(): GhostChip[] {
    const { facets = {}, total = 0 } = this.settled ?? {};
    const used = new Set(this.chips.map((chip) => readFilter(chip)?.field));
    const best = ['outcome', 'task', 'agent', 'certainty', 'kind', 'verdict', 'model'].flatMap((field): GhostChip[] => {
      if (used.has(field)) return [];
      const values = (facets[field] ?? []).filter((value) => value.count > 0 && value.count < total);
      const [first] = values.sort((a, b) => Math.abs(a.count - total / 2) - Math.abs(b.count - total / 2));
      return first ? [{ field, value: first.value, count: first.count }] : [];
    });
    return best.slice(0, 3);
  }

  /** What of the query was not understood, once its answer is here. */
  get problems(): Problem[] {
    if (this.page?.query !== this.query) return [];
    const before = this.chips.map((chip) => `${chip} `).join('').length - (this.words.length - this.words.trimStart().length);
    return this.page.chips.flatMap((chip) => {
      if (chip.problem === null || chip.problem === 'empty_value') return [];
      return [{ text: this.query.slice(chip.start, chip.end), problem: chip.problem, start: chip.start - before, end: chip.end - before }];
    });
  }

  facet(field: string): FacetValue[] {
    return this.beside?.facets[field] ?? [];
  }

  async #toggle(field: string, value: string, on: boolean): Promise<void> {
    const asked = this.query;
    const { query } = await call('toggle_filter', { query: asked, field, value, on });
    // What was typed meanwhile stays: the filter goes into that text.
    if (asked !== this.query) return this.#toggle(field, value, on);
    this.#become(parse(query), this.#typing);
  }

  #become(query: Query, typing = false): void {
    this.#moved = false;
    this.chips = query.chips;
    this.words = query.words;
    this.ask(typing);
  }

  async #fetch(page: number): Promise<void> {
    const listed = this.#isList;
    if (!this.#shown) return;
    try {
      const found = await call('search', { ...this.#shown, offset: page * PAGE, facets: false });
      if (listed()) this.#keep(page, found.hits);
    } catch (problem) {
      if (listed()) {
        this.#asked.delete(page);
        this.#failed(problem);
      }
    }
  }

  #show(input: SearchInput, page: SearchPage): void {
    clearTimeout(this.#dim);
    this.waiting = false;
    this.error = undefined;
    const same = this.page !== undefined && this.page.query === page.query && input.sort === this.#shown?.sort;
    // What a description is answered once it is finished is another list: it begins with its best row.
    const finished = same && this.#shown?.typing === true && !input.typing;
    const kept = (same && !finished) || this.#moved ? this.current : undefined;
    this.#isList = this.#list.begin();
    this.#shown = input;
    this.page = page;
    this.#rows = new Map(page.hits.map((row, index) => [index, row]));
    this.#asked = new Set([0]);
    const at = kept === undefined ? -1 : page.hits.findIndex((row) => row.id === kept.id && row.library === kept.library);
    // Where the chosen row is gone, its neighbours are what somebody looks at, in the same list at least.
    this.selected = at >= 0 ? at : same ? Math.max(0, Math.min(this.selected, page.total - 1)) : 0;
    this.#moved &&= at >= 0;
    if (!same || (finished && !this.#moved)) this.version += 1;
    clearTimeout(this.#finish);
    if (page.unfinished && input.query === this.query) {
      this.#finish = setTimeout(() => {
        this.#typing = false;
        this.refresh();
      }, FINISHED_AFTER);
    }
    markPainted(input.query === this.query);
    this.#follow(input, page);
  }

  /** Shows what follows the list, one after the other, so that a key that comes meanwhile is not kept waiting for all of it. */
  #follow(input: SearchInput, page: SearchPage): void {
    const isNewest = (): boolean => this.page === page && this.query === input.query;
    afterPaint(() => {
      if (!isNewest()) return;
      this.beside = page;
      afterPaint(() => {
        if (isNewest()) this.settled = page;
      });
    });
  }

  #keep(page: number, hits: readonly Row[]): void {
    const rows = new Map(this.#rows);
    hits.forEach((row, index) => rows.set(page * PAGE + index, row));
    this.#rows = rows;
  }

  #failed(problem: unknown): void {
    clearTimeout(this.#dim);
    this.waiting = false;
    this.error = toApiError(problem);
  }
}
