import type { Answer, ApiError } from '../../api/bindings';
import { call, toApiError } from '../../api/client';
import { Latest } from '../../lib/latest';

/** The strip waits this many milliseconds behind the results, so that it does not flicker while someone types. */
export const BEHIND = 150;

/** The answer above the results of a query; the last one stays until there is another. */
export class AnswerStrip {
  value = $state.raw<Answer | undefined>();
  error = $state.raw<ApiError | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = new Latest<string, Answer>(
    (query) => call('answer', { query }),
    (_, answer) => {
      this.value = answer;
      this.error = undefined;
    },
    (_, problem) => (this.error = toApiError(problem)),
  );

  /** Asks once no other query came for a moment. */
  ask(query: string): void {
    clearTimeout(this.#timer);
    if (query === '') return this.clear();
    this.#timer = setTimeout(() => this.#latest.ask(query), BEHIND);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#latest.cancel();
    this.value = undefined;
    this.error = undefined;
  }
}
