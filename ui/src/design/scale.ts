/** Maps a number to a place. */
export type Scale = (value: number) => number;

/** A linear scale. */
export const linear = ([from, to]: readonly [number, number], [start, end]: readonly [number, number]): Scale => {
  const span = to - from || 1;
  return (value) => start + ((value - from) / span) * (end - start);
};

/** A logarithmic scale: equal factors are equal distances. */
export const log = ([from, to]: readonly [number, number], range: readonly [number, number]): Scale => {
  const inner = linear([Math.log2(from), Math.log2(to)], range);
  return (value) => inner(Math.log2(value));
};

/** Round numbers from zero to at least `most`, at most about `count` of them. */
export function ticks(most: number, count = 4): number[] {
  const rough = Math.max(1, most) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, [1, 2, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= rough) ?? power * 10);
  return Array.from({ length: Math.ceil(Math.max(1, most) / step) + 1 }, (_, index) => index * step);
}

/** Powers of two that hold a range, the ends included. */
export function octaves(low: number, high: number): number[] {
  const from = Math.floor(Math.log2(low));
  const to = Math.ceil(Math.log2(high));
  return Array.from({ length: to - from + 1 }, (_, index) => 2 ** (from + index));
}
