import type { SavedSearch } from '../../api/bindings';
import { call } from '../../api/client';
import type { Session } from '../../app/session.svelte';
import { t } from '../../i18n/i18n.svelte';
import { Resource } from '../../lib/resource.svelte';
import type { Find } from './find.svelte';

/** Queries under names, with what is new in each since somebody looked. One per window. */
export class Saved {
  readonly resource = new Resource<readonly SavedSearch[]>();
  #session: Pick<Session, 'toasts' | 'fail'>;

  constructor(session: Pick<Session, 'toasts' | 'fail'>) {
    this.#session = session;
  }

  get list(): readonly SavedSearch[] {
    return this.resource.value ?? [];
  }

  /** The saved search that this query is, if one is. */
  of(query: string, sort: SavedSearch['sort']): SavedSearch | undefined {
    return this.list.find((search) => search.query === query && search.sort === sort);
  }

  async load(): Promise<void> {
    await this.resource.load(() => call('saved_searches', null));
  }

  /** Saves a query; another one of that name is replaced. */
  async save(name: string, query: string, sort: SavedSearch['sort']): Promise<void> {
    await this.#put({ name, query, sort, total: 0, new: 0, seen: null }, t().search.saved.done(name));
  }

  /** Searches it again, and notes that it was looked at. */
  open(search: SavedSearch, find: Find): void {
    find.sort = search.sort;
    find.set(search.query);
    void this.#look(search.name);
  }

  /** Removes it, and offers to take it back as it was. */
  async forget(search: SavedSearch): Promise<void> {
    await this.resource.load(() => call('forget_search', { name: search.name }));
    if (this.resource.error) this.#session.fail(this.resource.error);
    else this.#session.toasts.show(t().search.saved.removed(search.name), { action: { text: t().app.undo, run: () => void this.#put(search) } });
  }

  async #put(search: SavedSearch, said?: string): Promise<void> {
    await this.resource.load(() => call('save_search', search));
    if (this.resource.error) this.#session.fail(this.resource.error);
    else if (said !== undefined) this.#session.toasts.show(said);
  }

  async #look(name: string): Promise<void> {
    try {
      await call('look_at_search', { name });
      await this.load();
    } catch (problem) {
      this.#session.fail(problem);
    }
  }
}
