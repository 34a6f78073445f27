/**
 * Where the rows of a long list stand: those that were ever drawn as measured, all others as estimated.
 *
 * Only measured rows take room, and only they are gone through, however long the list is.
 */
export class Offsets {
  readonly #estimate: number;
  #count: number;
  /** The measured rows, ascending. */
  #rows: number[] = [];
  /** How much higher than the estimate the measured row at the same place is. */
  #more: number[] = [];
  /** How much higher the measured rows before that place are, all together; one longer than the others. */
  #before: number[] = [0];

  constructor(count: number, estimate: number) {
    this.#count = count;
    this.#estimate = estimate;
  }

  /** Sets the number of rows; measured heights of rows that stay are kept. */
  resize(count: number): void {
    this.#count = count;
    const stay = this.#place(count);
    this.#rows.length = this.#more.length = stay;
    this.#before.length = stay + 1;
  }

  /** Records a measured height; tells whether it differs from what was known. */
  set(index: number, height: number): boolean {
    if (index < 0 || index >= this.#count) return false;
    const place = this.#place(index);
    const known = this.#rows[place] === index;
    const more = height - this.#estimate;
    const differs = more !== (known ? this.#more[place] : 0);
    if (known) this.#more[place] = more;
    else {
      this.#rows.splice(place, 0, index);
      this.#more.splice(place, 0, more);
    }
    for (let at = place; at < this.#rows.length; at += 1) this.#before[at + 1] = (this.#before[at] ?? 0) + (this.#more[at] ?? 0);
    return differs;
  }

  /** The top of a row in pixels; the row after the last one gives the whole height. */
  top(index: number): number {
    const row = Math.max(0, Math.min(index, this.#count));
    return row * this.#estimate + (this.#before[this.#place(row)] ?? 0);
  }

  /** The row that covers a position. */
  at(position: number): number {
    return Math.max(0, firstWhere(this.#count, (row) => this.top(row) > position) - 1);
  }

  /** How many measured rows come before this one. */
  #place(row: number): number {
    return firstWhere(this.#rows.length, (at) => (this.#rows[at] ?? 0) >= row);
  }
}

/** The first number below `end` of which something is true, as it is of all that follow; `end` where there is none. */
function firstWhere(end: number, is: (at: number) => boolean): number {
  let low = 0;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (is(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
