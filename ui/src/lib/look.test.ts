import { afterEach, expect, it } from 'vitest';
import { look } from './look';

afterEach(() => look.forget());

it('comes back as it was kept', () => {
  look.set({ theme: 'dark', language: 'zh' });
  expect(look.get()).toEqual({ theme: 'dark', language: 'zh' });
});

it.each(['{"theme":"pink","language":"en"}', '{"theme":"dark"}', '[]'])('is nothing where %s was kept', (kept) => {
  localStorage.setItem('fieldbook:look', kept);
  expect(look.get()).toBeUndefined();
});
