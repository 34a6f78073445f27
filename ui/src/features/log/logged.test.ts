import { expect, test } from 'vitest';
import { tellMainWindow, toldBy } from './logged';

test('what the small window wrote is heard in the main one', () => {
  const kept = new Map<string, string>();
  tellMainWindow({ id: 'cs-x', title: 'X', open: true }, { setItem: (key, value) => void kept.set(key, value) });
  const [[key, newValue]] = [...kept] as [[string, string]];
  expect(toldBy({ key, newValue })).toEqual({ id: 'cs-x', title: 'X', open: true });
  expect(toldBy({ key: 'fieldbook.log', newValue })).toBeUndefined();
  expect(toldBy({ key, newValue: null })).toBeUndefined();
  expect(toldBy({ key, newValue: '{broken' })).toBeUndefined();
  expect(toldBy({ key, newValue: '{"id":1}' })).toBeUndefined();
});
