import type { ApiError } from '../api/bindings';
import { toApiError } from '../api/client';

/**
 * Something fetched for a view: what is known, whether more is on its way, what went wrong.
 *
 * The last value stays while a new one is fetched, so that a page never falls empty because it is refreshed.
 */
export class Resource<T> {
  value = $state.raw<T | undefined>();
  error = $state.raw<ApiError | undefined>();
  loading = $state(false);
  #turn = 0;

  /** Fetches; of several calls the last one made decides. */
  async load(fetch: () => Promise<T>): Promise<T | undefined> {
    const turn = (this.#turn += 1);
    this.loading = true;
    try {
      const value = await fetch();
      if (turn !== this.#turn) return undefined;
      this.value = value;
      this.error = undefined;
      return value;
    } catch (problem) {
      if (turn === this.#turn) this.error = toApiError(problem);
      return undefined;
    } finally {
      if (turn === this.#turn) this.loading = false;
    }
  }

  /** Forgets everything and whatever is on its way. */
  clear(): void {
    this.#turn += 1;
    this.value = undefined;
    this.error = undefined;
    this.loading = false;
  }
}
