import type { ApiError } from '../api/bindings';
import { toApiError } from '../api/client';
import { Sequence } from './sequence';

/**
 * Something fetched for a view: what is known, whether more is on its way, what went wrong.
 *
 * The last value stays while a new one is fetched, so that a page never falls empty because it is refreshed.
 */
export class Resource<T> {
  value = $state.raw<T | undefined>();
  error = $state.raw<ApiError | undefined>();
  loading = $state(false);
  #sequence = new Sequence();

  /** Fetches; of several calls the last one made decides. */
  async load(fetch: () => Promise<T>): Promise<T | undefined> {
    const newest = this.#sequence.begin();
    this.loading = true;
    try {
      const value = await fetch();
      if (!newest()) return undefined;
      this.value = value;
      this.error = undefined;
      return value;
    } catch (problem) {
      if (newest()) this.error = toApiError(problem);
      return undefined;
    } finally {
      if (newest()) this.loading = false;
    }
  }

  /** Forgets everything and whatever is on its way. */
  clear(): void {
    this.#sequence.drop();
    this.value = undefined;
    this.error = undefined;
    this.loading = false;
  }
}
