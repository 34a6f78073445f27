import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Row, SearchInput, SearchPage } from '../../api/bindings';
import { fakeHost, type FakeHost } from '../../../tests/fake_host';
import { Find, PAGE } from './find.svelte';

const page = (query: string, total: number, more: Partial<SearchPage> = {}): SearchPage => ({
  query, took_us: 1000, total, hits: Array.from({ length: Math.min(total, PAGE) }, (_, index) => ({ id: `${query}-${index}` }) as Row), facets: {}, chips: [], words: query, did_you_mean: null, corrected: null, relax: null, indexing: null, ...more,
});

describe('Find', () => {
  let host: FakeHost;
  let find: Find;
  beforeEach(() => {
    vi.useFakeTimers();
    host = fakeHost();
    find = new Find();
  });
  afterEach(() => void vi.useRealTimers());
  const asked = (): string[] => host.calls('search').map((call) => (call.input as SearchInput).query);

  it('asks with the first key and without delay', () => {
    find.type('m', 1);
    expect(asked()).toEqual(['m']);
  });

  it('keeps the last results until there are others, and dims them only after a while', async () => {
    find.type('a', 1);
    await host.answer('search', page('a', 3));
    find.type('ab', 2);
    expect(find.page?.query).toBe('a');
    expect(find.waiting).toBe(false);
    await vi.advanceTimersByTimeAsync(350);
    expect(find.waiting).toBe(true);
    await host.answer('search', page('ab', 1));
    expect([find.page?.query, find.waiting, find.total]).toEqual(['ab', false, 1]);
  });

  it('shows the newest answer and asks only for the newest of what was typed meanwhile', async () => {
    for (const text of ['m', 'mi', 'mig']) find.type(text, text.length);
    await host.answer('search', page('m', 9));
    await host.answer('search', page('mig', 2));
    expect(asked()).toEqual(['m', 'mig']);
    expect(find.page?.query).toBe('mig');
  });

  it('turns a finished filter into a chip that is part of the query', () => {
    find.type('tests task:port ', 16);
    expect([find.chips, find.words, find.query]).toEqual([['task:port'], 'tests ', 'task:port tests']);
  });

  it('opens the last chip again as text', () => {
    find.set('task:port outcome:failed x');
    find.reopenChip();
    expect([find.chips, find.words]).toEqual([['task:port'], 'outcome:failed x']);
  });

  it('fetches rows where the list is looked at, each page once', async () => {
    find.set('a');
    await host.answer('search', page('a', 1000));
    find.need(0, PAGE - 1);
    find.need(PAGE * 3 + 1, PAGE * 3 + 5);
    find.need(PAGE * 3 + 1, PAGE * 3 + 5);
    expect(host.calls('search').map((call) => (call.input as SearchInput).offset)).toEqual([0, PAGE * 3]);
    await host.answer('search', page('a', 1000));
    expect(find.row(PAGE * 3)?.id).toBe('a-0');
  });

  it('fetches more rows of the list that is shown, whatever is typed meanwhile', async () => {
    find.type('mig', 3);
    await host.answer('search', page('mig', 1000));
    find.type('migr', 4);
    find.need(PAGE, PAGE + 1);
    const { query, typing, offset } = host.calls('search').at(-1)?.input as SearchInput;
    expect([query, typing, offset]).toEqual(['mig', true, PAGE]);
  });

  it('asks for the first row to stay while its word gets longer, on every page of the list', async () => {
    const held = (): unknown[] => host.calls('search').map((call) => (call.input as SearchInput).held?.join('/'));
    const hits = [{ library: 'own', id: 'best' } as Row];
    find.type('mi', 2);
    await host.answer('search', page('mi', 1, { hits }));
    find.type('mig', 3);
    await host.answer('search', page('mig', 1000, { hits }));
    find.need(PAGE, PAGE);
    await host.answer('search', page('mig', 1000, { hits }));
    find.type('mig ', 4);
    await host.answer('search', page('mig', 1, { hits }));
    find.type('mig t', 5);
    await host.answer('search', page('mig t', 1, { hits }));
    find.type('mig', 3);
    await host.answer('search', page('mig', 1, { hits }));
    find.set('migr');
    expect(held()).toEqual([undefined, 'own/best', 'own/best', 'own/best', undefined, undefined, undefined]);
  });

  it('takes half a word for half a word when the library changes', async () => {
    find.type('mig', 3);
    await host.answer('search', page('mig', 3));
    find.refresh();
    find.set('mig');
    await host.answer('search', page('mig', 3));
    expect(host.calls('search').map((call) => (call.input as SearchInput).typing)).toEqual([true, true, false]);
  });

  it('takes half a word for half a word beside a filter that is chosen and another order', async () => {
    find.type('mig', 3);
    await host.answer('search', page('mig', 3));
    const chosen = find.toggle('outcome', 'failed', true);
    await vi.advanceTimersByTimeAsync(0);
    await host.answer('toggle_filter', { query: 'outcome:failed mig' });
    await chosen;
    await host.answer('search', page('outcome:failed mig', 3));
    find.sortBy('date');
    await host.answer('search', page('outcome:failed mig', 3));
    find.removeChip('outcome:failed');
    expect(host.calls('search').map((call) => (call.input as SearchInput).typing)).toEqual([true, true, true, true]);
  });

  it('asks again for a description that nobody types on, and begins with what is best then', async () => {
    const question = 'what to do about tests';
    find.type(question, question.length);
    await host.answer('search', page(question, 3, { unfinished: true }));
    await vi.advanceTimersByTimeAsync(500);
    expect(host.calls('search').map((call) => (call.input as SearchInput).typing)).toEqual([true, false]);
    const version = find.version;
    await host.answer('search', { ...page(question, 4), hits: [{ id: 'better' } as Row, ...page(question, 3).hits] });
    expect([find.current?.id, find.version > version]).toEqual(['better', true]);
    await vi.advanceTimersByTimeAsync(500);
    expect(asked()).toHaveLength(2);
  });

  it('leaves a chosen row chosen when a description is finished, and asks for none that is typed on', async () => {
    find.type('what to do about test', 21);
    await host.answer('search', page('what to do about test', 3, { unfinished: true }));
    await vi.advanceTimersByTimeAsync(300);
    const question = 'what to do about tests';
    find.type(question, question.length);
    await host.answer('search', page(question, 3, { unfinished: true }));
    await vi.advanceTimersByTimeAsync(300);
    expect(asked()).toHaveLength(2);
    find.select(1);
    await vi.advanceTimersByTimeAsync(200);
    await host.answer('search', { ...page(question, 4), hits: [{ id: 'better' } as Row, ...page(question, 3).hits] });
    expect([find.selected, find.current?.id]).toEqual([2, `${question}-1`]);
  });

  it('forgets rows of another query that come late', async () => {
    find.set('a');
    await host.answer('search', page('a', 1000));
    find.need(PAGE, PAGE + 1);
    find.set('b');
    await host.answer('search', page('late', 1000));
    await host.answer('search', page('b', 5));
    expect(find.row(PAGE)).toBeUndefined();
  });

  it('keeps the selected record when the library changes under the same query', async () => {
    find.set('a');
    await host.answer('search', page('a', 5));
    find.move(3);
    find.refresh();
    await host.answer('search', { ...page('a', 4), hits: page('a', 5).hits.slice(1) });
    expect(find.current?.id).toBe('a-3');
  });

  it('keeps the chosen record while more is typed, for as long as it is found', async () => {
    find.type('a', 1);
    await host.answer('search', page('a', 5));
    find.move(3);
    find.type('ab', 2);
    await host.answer('search', { ...page('ab', 4), hits: page('a', 5).hits.slice(2) });
    expect([find.current?.id, find.selected]).toEqual(['a-3', 1]);
    find.type('abc', 3);
    await host.answer('search', page('abc', 4));
    expect(find.selected).toBe(0);
  });

  it('stays with the best record while nobody chose another', async () => {
    find.type('a', 1);
    await host.answer('search', page('a', 5));
    find.type('ab', 2);
    await host.answer('search', { ...page('ab', 5), hits: page('a', 5).hits.toReversed() });
    expect(find.current?.id).toBe('a-4');
  });

  it('chooses a neighbour when the chosen record goes away', async () => {
    find.set('a');
    await host.answer('search', page('a', 5));
    find.move(3);
    find.refresh();
    await host.answer('search', { ...page('a', 4), hits: page('a', 5).hits.filter((row) => row.id !== 'a-3') });
    expect(find.current?.id).toBe('a-4');
  });

  it('forgets rows of the same query that were asked for before the library changed', async () => {
    find.set('a');
    await host.answer('search', page('a', 1000));
    find.need(PAGE, PAGE + 1);
    find.refresh();
    await host.answer('search', page('a', 1000), 'newest');
    await host.answer('search', page('late', 1000));
    expect(find.row(PAGE)).toBeUndefined();
  });

  it('loses neither of two filters that are chosen at once, nor what is typed meanwhile', async () => {
    host.always('search', (input: SearchInput) => page(input.query, 1));
    const done = [find.toggle('task', 'port', true), find.toggle('outcome', 'failed', true)];
    await Promise.resolve();
    await host.answer('toggle_filter', { query: 'task:port' });
    find.type('x', 1);
    await host.answer('toggle_filter', { query: 'task:port outcome:failed' });
    await host.answer('toggle_filter', { query: 'task:port x outcome:failed' });
    await Promise.all(done);
    expect(host.calls('toggle_filter').map((call) => (call.input as { query: string }).query)).toEqual(['', 'task:port', 'task:port x']);
    expect([find.chips, find.words]).toEqual([['task:port', 'outcome:failed'], 'x']);
  });

  it('says what went wrong and recovers', async () => {
    find.set('a');
    await host.fail('search', { code: 'index', message: 'no', args: {} });
    expect(find.error?.code).toBe('index');
    find.ask(false);
    await host.answer('search', page('a', 1));
    expect(find.error).toBeUndefined();
  });

  it('offers the filters that split the results best, and none that is chosen already', async () => {
    find.set('task:port x');
    await host.answer('search', page('x', 10, {
      facets: { outcome: [{ value: 'failed', count: 1, chosen: false }, { value: 'mixed', count: 6, chosen: false }], task: [{ value: 'port', count: 5, chosen: true }], agent: [{ value: 'Devin', count: 10, chosen: false }] },
    }));
    await vi.advanceTimersByTimeAsync(100);
    expect(find.ghosts).toEqual([{ field: 'outcome', value: 'mixed', count: 6 }]);
  });

  it('lets the filters follow the list, and skips those of an answer that another has overtaken', async () => {
    const counted = (count: number): Partial<SearchPage> => ({ facets: { outcome: [{ value: 'failed', count, chosen: false }] } });
    find.type('a', 1);
    await host.answer('search', page('a', 9, counted(9)));
    expect([find.page?.query, find.facet('outcome')]).toEqual(['a', []]);
    find.type('ab', 2);
    await host.answer('search', page('ab', 4, counted(4)));
    const seen: (number | undefined)[] = [];
    for (let frame = 0; frame < 4; frame += 1) {
      await vi.advanceTimersToNextTimerAsync();
      seen.push(find.facet('outcome')[0]?.count);
    }
    expect(seen).not.toContain(9);
    expect(find.facet('outcome')[0]?.count).toBe(4);
  });

  it('lets the rest follow the filters, unless the next letter is there first', async () => {
    find.type('a', 1);
    await host.answer('search', page('a', 9));
    while (find.beside?.query !== 'a') await vi.advanceTimersToNextTimerAsync();
    expect(find.settled).toBeUndefined();
    find.type('ab', 2);
    await vi.advanceTimersByTimeAsync(100);
    expect(find.settled).toBeUndefined();
    await host.answer('search', page('ab', 4));
    await vi.advanceTimersByTimeAsync(100);
    expect(find.settled?.query).toBe('ab');
  });

  it('stays inside the list when the selection moves', async () => {
    find.set('a');
    await host.answer('search', page('a', 3));
    find.move(-5);
    expect(find.selected).toBe(0);
    find.move(99);
    expect(find.selected).toBe(2);
  });
});
