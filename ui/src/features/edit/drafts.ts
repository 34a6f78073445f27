/** How long after the last key a draft is kept, and how long at most while somebody types on; in milliseconds. */
export const KEEP = { after: 400, atMost: 900 };
/** When keeping failed, it is tried again after this. */
const RETRY = 3000;

/** Where a draft stands. */
export type DraftState = 'kept' | 'typed' | 'keeping' | 'failed';

/**
 * Keeps what is typed: soon after the last key, at the latest every second, and one write at a time.
 *
 * What a crash can lose is therefore at most the last second. A failed write is tried again for as long as the
 * editor is open; the text stays in the window meanwhile.
 */
export class DraftKeeper {
  #keep: (text: string) => Promise<void>;
  #hear: (state: DraftState, problem?: unknown) => void;
  #text: string | undefined;
  #soon: ReturnType<typeof setTimeout> | undefined;
  #latest: ReturnType<typeof setTimeout> | undefined;
  #running: Promise<void> | undefined;

  constructor(keep: (text: string) => Promise<void>, hear: (state: DraftState, problem?: unknown) => void) {
    this.#keep = keep;
    this.#hear = hear;
  }

  /** Notes that the text is now this. */
  typed(text: string): void {
    this.#text = text;
    this.#hear('typed');
    clearTimeout(this.#soon);
    this.#soon = setTimeout(() => void this.flush(), KEEP.after);
    this.#latest ??= setTimeout(() => void this.flush(), KEEP.atMost);
  }

  /** Keeps now what is not kept yet; resolves when it is, or when it failed. */
  async flush(): Promise<void> {
    this.#stop();
    if (this.#running) {
      await this.#running;
      if (this.#text === undefined) return;
    }
    if (this.#text === undefined) return;
    const text = this.#text;
    this.#text = undefined;
    this.#running = this.#write(text);
    await this.#running;
  }

  /** Forgets what waits: the draft was saved or thrown away. */
  forget(): void {
    this.#stop();
    this.#text = undefined;
    this.#hear('kept');
  }

  async #write(text: string): Promise<void> {
    this.#hear('keeping');
    try {
      await this.#keep(text);
      this.#running = undefined;
      this.#hear(this.#text === undefined ? 'kept' : 'typed');
    } catch (problem) {
      this.#running = undefined;
      this.#text ??= text;
      this.#hear('failed', problem);
      this.#soon ??= setTimeout(() => void this.flush(), RETRY);
    }
  }

  #stop(): void {
    clearTimeout(this.#soon);
    clearTimeout(this.#latest);
    this.#soon = undefined;
    this.#latest = undefined;
  }
}
