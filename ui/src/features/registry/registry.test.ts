import { expect, test } from 'vitest';
import type { Registry, RegistryEntry } from '../../api/bindings';
import { changed, hostOf, problemOf } from './registry';

const entry = (name: string, more: Partial<RegistryEntry> = {}): RegistryEntry => ({ name, family: 'm', released: null, source: null, succeeds: null, aliases: [], major: false, ...more });

test('an entry is changed, added or taken away, and the order of versions keeps its names', () => {
  const [one, two] = [entry('M 1'), entry('M 2', { succeeds: 'M 1' })];
  const registry: Registry = { agents: [], models: [one, two], shipped: true, libraries: [] };
  expect(changed(registry, 'models', one, entry('M One')).models.map((model) => [model.name, model.succeeds])).toEqual([['M One', null], ['M 2', 'M One']]);
  expect(changed(registry, 'models', two, undefined).models).toEqual([one]);
  expect(changed(registry, 'agents', undefined, entry('A')).agents.map((agent) => agent.name)).toEqual(['A']);
});

test('a date needs a page on which it was read', () => {
  const one = entry('M 1');
  expect(problemOf(entry('', {}), [], undefined)).toBe('name');
  expect(problemOf(entry('m 1'), [one], undefined)).toBe('taken');
  expect(problemOf(one, [one], one)).toBeUndefined();
  expect(problemOf(entry('M', { released: 'May 2026', source: 'x' }), [], undefined)).toBe('date');
  expect(problemOf(entry('M', { released: '2026-05' }), [], undefined)).toBe('source');
  expect(problemOf(entry('M', { released: '2026-05', source: 'https://example.org/' }), [], undefined)).toBeUndefined();
  expect(hostOf('https://example.org/a/b')).toBe('example.org');
  expect(hostOf('https://github.com/a/b/blob/main/c')).toBe('github.com/a/b');
});
