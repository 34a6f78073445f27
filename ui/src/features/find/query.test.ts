import { readFileSync } from 'node:fs';
import { join as path } from 'node:path';
import { describe, expect, it } from 'vitest';
import { en } from '../../i18n/en';
import { zh } from '../../i18n/zh';
import { LANGUAGE } from './language';
import { isLonger, join, parse, readFilter, takeChip, writeFilter } from './query';

describe('parse', () => {
  it('takes whole filters as chips and leaves the rest as words', () => {
    expect(parse('convert task:migration tests -agent:"Claude Code"')).toEqual({ chips: ['task:migration', '-agent:"Claude Code"'], words: 'convert tests' });
  });
  it('keeps phrases together and takes no unknown field for a filter', () => {
    expect(parse('"task:migration is text" std::fs http://x.org/y')).toEqual({ chips: [], words: '"task:migration is text" std::fs http://x.org/y' });
  });
  it('keeps comparisons and wildcards', () => {
    expect(parse('certainty:>=low model:claude* age:<90d').chips).toEqual(['certainty:>=low', 'model:claude*', 'age:<90d']);
  });
  it('says nothing twice', () => expect(parse('task:port task:port').chips).toEqual(['task:port']));
  it('gives the text back', () => {
    for (const text of ['', 'a b', 'outcome:failed terraform', 'agent:"Claude Code" "exact phrase"']) expect(join(parse(text))).toBe(text);
  });
});

describe('takeChip', () => {
  const type = (text: string) => takeChip(text, text.length);
  it('makes a chip of a filter when the space bar ends it', () => {
    expect(type('task:migration ')).toEqual({ chip: 'task:migration', words: '', caret: 0 });
    expect(type('convert tests outcome:failed ')).toEqual({ chip: 'outcome:failed', words: 'convert tests ', caret: 14 });
  });
  it('waits for the space, for a value and for a closing quote', () => {
    for (const text of ['task:migration', 'task: ', 'agent:"Claude ', 'note: ', 'http://x ']) expect(type(text)).toBeUndefined();
  });
  it('takes the filter before the caret and leaves the words after it', () => {
    expect(takeChip('task:port the rest', 10)).toEqual({ chip: 'task:port', words: 'the rest', caret: 0 });
  });
});

it('tells a word that gets longer from another one', () => {
  expect([isLonger('code mig', 'code mi'), isLonger('code mi', 'code mi'), isLonger('任务', '任')]).toEqual([true, true, true]);
  expect([isLonger('code m', 'code '), isLonger('code mi', 'code'), isLonger('cod', 'code'), isLonger('a', ''), isLonger('cold', 'cod')]).toEqual([false, false, false, false, false]);
});

it('reads and writes filters', () => {
  expect(readFilter('-agent:"Claude Code"')).toEqual({ field: 'agent', value: 'Claude Code', negated: true });
  expect(writeFilter({ field: 'agent', value: 'Claude Code', negated: true })).toBe('-agent:"Claude Code"');
  expect(readFilter('Task:port')?.field).toBe('task');
  expect(readFilter('nothing:here')).toBeUndefined();
});

describe('the help', () => {
  const examples = Object.values(LANGUAGE).flatMap((lines) => lines.map(({ example }) => example as string));
  const names = [...readFileSync(path(import.meta.dirname, '../../../../src-tauri/crates/search/src/query/fields.rs'), 'utf8').matchAll(/^ {4}field\("([a-z]+)"/gm)].map((match) => match[1]!);

  it('explains every field of the grammar, in both languages', () => {
    expect(names.length).toBeGreaterThan(15);
    expect(LANGUAGE.fields.map(({ name }) => name)).toEqual(names);
    for (const words of [en.search, zh.search]) {
      for (const [section, lines] of Object.entries(LANGUAGE)) expect(Object.keys(words[section as keyof typeof LANGUAGE])).toEqual(lines.map(({ name }) => name));
    }
  });
  it('shows no example twice in a section, and gives each back as it stands', () => {
    for (const lines of Object.values(LANGUAGE)) expect(new Set(lines.map(({ example }) => example)).size).toBe(lines.length);
    for (const example of examples) expect(join(parse(example)).split(' ').sort()).toEqual(example.split(' ').sort());
  });
});
