import { expect, it } from 'vitest';
import { Sequence } from './sequence';

it('lets only the newest request answer, in whatever order the answers come', () => {
  const sequence = new Sequence();
  const first = sequence.begin();
  expect(first()).toBe(true);
  const second = sequence.begin();
  expect([first(), second()]).toEqual([false, true]);
});

it('drops what is on its way', () => {
  const sequence = new Sequence();
  const old = sequence.begin();
  sequence.drop();
  expect(old()).toBe(false);
  expect(sequence.begin()()).toBe(true);
});
