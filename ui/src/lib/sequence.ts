/**
 * Numbers requests so that of several only the newest one's answer counts: an older answer never overwrites a
 * newer one, in whatever order they come back.
 */
export class Sequence {
  #newest = 0;

  /** Begins a request; the result tells whether it is still the newest. */
  begin(): () => boolean {
    const turn = (this.#newest += 1);
    return () => turn === this.#newest;
  }

  /** Answers on their way count no longer. */
  drop(): void {
    this.#newest += 1;
  }
}
