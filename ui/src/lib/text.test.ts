import { expect, it } from 'vitest';
import { parts, sentenceCase } from './text';

it('cuts text into marked and plain parts', () => {
  expect(parts('run large migrations', [[10, 13]])).toEqual([
    { text: 'run large ', marked: false },
    { text: 'mig', marked: true },
    { text: 'rations', marked: false },
  ]);
});

it('bears ranges that overlap, are out of order or run over the end', () => {
  expect(parts('abcdef', [[4, 99], [1, 3], [2, 5]]).map((part) => (part.marked ? `[${part.text}]` : part.text)).join('')).toBe('a[bc][de][f]');
});

it('loses nothing of the text', () => {
  expect(parts('数据库🙂迁移', [[0, 2], [3, 5]]).map((part) => part.text).join('')).toBe('数据库🙂迁移');
});

it('shows words outside a vocabulary as written, with a capital', () => {
  expect(sentenceCase('my_own-word')).toBe('My own word');
});
