import { describe, expect, it } from 'vitest';
import { fieldsOf, Kept, type Place } from './kept';

function place(first?: string): Place & { text: string | null } {
  return { text: first ?? null, getItem() { return this.text; }, setItem(_, value) { this.text = value; }, removeItem() { this.text = null; } };
}
const numbers = (raw: unknown): number[] => (Array.isArray(raw) ? raw.filter((one) => typeof one === 'number') : []);

describe('a kept value', () => {
  it('comes back, until it is forgotten', () => {
    const there = place();
    const kept = new Kept('n', numbers, () => there);
    expect(kept.get()).toEqual([]);
    kept.set([1, 2]);
    expect(new Kept('n', numbers, () => there).get()).toEqual([1, 2]);
    kept.forget();
    expect([kept.get(), there.text]).toEqual([[], null]);
  });

  it.each(['no json', '{"a":1}', 'null', '["x"]', ''])('is nothing where %s lies', (text) => {
    expect(new Kept('n', numbers, () => place(text)).get()).toEqual([]);
  });

  it('does not mind a storage that refuses', () => {
    const kept = new Kept('n', numbers, () => {
      throw new Error('no storage');
    });
    kept.set([1]);
    kept.forget();
    expect(kept.get()).toEqual([]);
  });
});

it('takes the fields of objects only', () => {
  expect([fieldsOf({ a: 1 }), fieldsOf([1]), fieldsOf(null), fieldsOf('x')]).toEqual([{ a: 1 }, {}, {}, {}]);
});
