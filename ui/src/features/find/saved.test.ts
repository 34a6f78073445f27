import { beforeEach, expect, it } from 'vitest';
import type { SavedSearch } from '../../api/bindings';
import { Session } from '../../app/session.svelte';
import { fakeHost, type FakeHost } from '../../../tests/fake_host';
import { Find } from './find.svelte';

const search: SavedSearch = { name: 'Mine', query: 'task:port x', sort: 'date', total: 4, new: 2, seen: 7 };
let host: FakeHost;
let session: Session;
beforeEach(() => {
  host = fakeHost();
  session = new Session();
});

it('opens a search in its order and notes that it was looked at', async () => {
  const find = new Find();
  session.saved.open(search, find);
  expect([find.query, find.sort]).toEqual(['task:port x', 'date']);
  await host.answer('look_at_search', null);
  await host.answer('saved_searches', [{ ...search, new: 0 }]);
  expect(session.saved.of('task:port x', 'date')?.new).toBe(0);
  expect(session.saved.of('task:port x', 'relevance')).toBeUndefined();
});

it('removes a search and takes it back as it was', async () => {
  void session.saved.forget(search);
  await host.answer('forget_search', []);
  expect(session.saved.list).toEqual([]);
  session.toasts.list[0]!.action!.run();
  expect(host.calls('save_search').at(-1)!.input).toEqual(search);
  await host.answer('save_search', [search]);
  expect(session.saved.list).toEqual([search]);
});

it('saves a new one as seen, and says what went wrong', async () => {
  void session.saved.save('New', 'x', 'relevance');
  expect(host.calls('save_search')[0]!.input).toMatchObject({ name: 'New', query: 'x', seen: null });
  await host.fail('save_search', { code: 'disk-full', message: '', args: {} });
  expect(session.toasts.list.at(-1)?.text).toContain('disk is full');
});
