/** Where values are kept: the web view's storage, or another one in a test. */
export type Place = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * A value kept on this computer from one start to the next, as a convenience that may be lost.
 *
 * Storage can be full, turned off or damaged, and an older version may have written something else: reading then
 * gives what `read` makes of nothing, and writing does nothing.
 */
export class Kept<T> {
  readonly #key: string;
  readonly #read: (raw: unknown) => T;
  readonly #place: () => Place;

  /** `read` makes a value of whatever lies there; it gets `undefined` where nothing does. */
  constructor(key: string, read: (raw: unknown) => T, place: () => Place = () => localStorage) {
    this.#key = key;
    this.#read = read;
    this.#place = place;
  }

  get(): T {
    try {
      const text = this.#place().getItem(this.#key);
      return this.#read(text === null ? undefined : (JSON.parse(text) as unknown));
    } catch {
      return this.#read(undefined);
    }
  }

  set(value: T): void {
    try {
      this.#place().setItem(this.#key, JSON.stringify(value));
    } catch {
      // Kept as long as the window is open, by whoever holds the value.
    }
  }

  forget(): void {
    try {
      this.#place().removeItem(this.#key);
    } catch {
      // As above.
    }
  }
}

/** The fields of an object that lies in storage, or none. */
export const fieldsOf = <T extends object>(raw: unknown): Partial<T> => (typeof raw === 'object' && raw !== null && !Array.isArray(raw) ? raw : {});
