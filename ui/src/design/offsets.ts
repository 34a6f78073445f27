/** Where the rows of a long list stand, some measured, the others estimated. */
export class Offsets {
  #heights: Float64Array;
  #tops: Float64Array;
  #estimate: number;
  /** Tops are right below this row. */
  #clean = 0;
  #count: number;

  constructor(count: number, estimate: number) {
    this.#estimate = estimate;
    this.#count = count;
    this.#heights = new Float64Array(count).fill(estimate);
    this.#tops = new Float64Array(count + 1);
  }

  /** Sets the number of rows; measured heights of rows that stay are kept. */
  resize(count: number): void {
    if (count === this.#count) return;
    const heights = new Float64Array(count).fill(this.#estimate);
    heights.set(this.#heights.subarray(0, Math.min(count, this.#count)));
    this.#heights = heights;
    this.#tops = new Float64Array(count + 1);
    this.#count = count;
    this.#clean = 0;
  }

  /** Records a measured height; tells whether it differs from what was known. */
  set(index: number, height: number): boolean {
    if (index < 0 || index >= this.#count || this.#heights[index] === height) return false;
    this.#heights[index] = height;
    this.#clean = Math.min(this.#clean, index);
    return true;
  }

  /** The top of a row in pixels; the row after the last one gives the whole height. */
  top(index: number): number {
    const wanted = Math.max(0, Math.min(index, this.#count));
    for (let row = this.#clean; row < wanted; row += 1) this.#tops[row + 1] = (this.#tops[row] ?? 0) + (this.#heights[row] ?? 0);
    this.#clean = Math.max(this.#clean, wanted);
    return this.#tops[wanted] ?? 0;
  }

  /** The row that covers a position. */
  at(position: number): number {
    if (this.#count === 0) return 0;
    this.top(this.#count);
    let low = 0;
    let high = this.#count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#tops[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
