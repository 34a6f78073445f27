import { describe, expect, it } from 'vitest';
import { Offsets } from './offsets';

describe('Offsets', () => {
  it('finds the row at a position from measured and estimated heights', () => {
    const offsets = new Offsets(100_000, 90);
    expect(offsets.top(100_000)).toBe(9_000_000);
    offsets.set(0, 50);
    expect([offsets.at(0), offsets.at(49), offsets.at(50), offsets.top(2)]).toEqual([0, 0, 1, 140]);
    expect(offsets.at(99_999_999)).toBe(99_999);
  });

  it('agrees with adding the heights up, in whatever order they were measured', () => {
    const heights = new Array<number>(60).fill(40);
    const offsets = new Offsets(heights.length, 40);
    for (let step = 0; step < 200; step += 1) {
      const row = (step * 23) % heights.length;
      const height = 20 + ((step * 31) % 70);
      expect(offsets.set(row, height)).toBe(heights[row] !== height);
      heights[row] = height;
    }
    let top = 0;
    heights.forEach((height, row) => {
      expect([offsets.top(row), offsets.at(top), offsets.at(top + height - 1)]).toEqual([top, row, row]);
      top += height;
    });
    expect(offsets.top(heights.length)).toBe(top);
  });

  it('keeps measured heights of the rows that stay', () => {
    const offsets = new Offsets(3, 10);
    offsets.set(1, 30);
    offsets.set(2, 90);
    offsets.resize(2);
    offsets.resize(4);
    expect(offsets.top(4)).toBe(10 + 30 + 10 + 10);
    expect(offsets.set(4, 50)).toBe(false);
  });

  it('has no row in an empty list', () => expect(new Offsets(0, 10).at(5)).toBe(0));
});
