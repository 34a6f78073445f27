import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checksEn } from './checks.en';
import { checksZh } from './checks.zh';
import { en } from './en';
import { fieldName } from './fields';
import { age, factor, interval, partialDate, share, times } from './format';
import { chooseLanguage, errorText, i18n, word } from './i18n.svelte';
import { zh } from './zh';

type Tree = { [key: string]: unknown };

/** Every message by its dotted path. */
function leaves(tree: Tree, path = ''): [string, unknown][] {
  return Object.entries(tree).flatMap(([key, value]) => {
    const here = path ? `${path}.${key}` : key;
    return typeof value === 'object' && value !== null ? leaves(value as Tree, here) : [[here, value] as [string, unknown]];
  });
}

afterEach(() => void (i18n.language = 'en'));

describe('catalogues', () => {
  const english = new Map(leaves(en));
  const chinese = new Map(leaves(zh));

  // The compiler sees to the messages; lists of words are open records, so they are compared here.
  it('have the same messages', () => expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort()));
  it('have the same kind of message under a name', () => {
    for (const [path, message] of english) expect([path, typeof chinese.get(path)]).toEqual([path, typeof message]);
  });
  it('leave no message empty', () => {
    for (const [path, message] of [...english, ...chinese]) if (typeof message === 'string') expect(message.trim(), path).not.toBe('');
  });
  it('take the arguments that the English takes', () => {
    // Chinese has no plural, so it may take fewer; more would stay undefined.
    for (const [path, message] of english) if (typeof message === 'function') expect((chinese.get(path) as { length: number }).length, path).toBeLessThanOrEqual(message.length);
  });
  it('have words for every check in both languages', () => expect(Object.keys(checksZh).sort()).toEqual(Object.keys(checksEn).sort()));
});

it('knows every code of the checker', () => {
  const source = readFileSync(join(import.meta.dirname, '../../../src-tauri/crates/record/src/check.rs'), 'utf8');
  const codes = [...source.matchAll(/^\s+[A-Z]\w+ = "([a-z-]+)",$/gm)].map((match) => match[1]!);
  expect(codes.length).toBeGreaterThan(40);
  expect(codes.filter((code) => !(code in checksEn))).toEqual([]);
});

it('knows every word of the vocabulary', () => {
  const source = ['vocabulary.rs', 'vocabulary/lists.rs'].map((file) => readFileSync(join(import.meta.dirname, '../../../src-tauri/crates/record/src', file), 'utf8')).join('\n');
  const words = (name: string): string[] => [...(new RegExp(`^    ${name} \\{([\\s\\S]*?)^    \\}`, 'm').exec(source)?.[1] ?? '').matchAll(/= "([^"]+)"/g)].map((match) => match[1]!);
  const groups: [string, keyof typeof en.words][] = [
    ['Status', 'status'], ['Visibility', 'visibility'], ['Origin', 'origin'], ['Tier', 'tier'], ['Rel', 'relOut'], ['Rel', 'relIn'], ['AutonomyLevel', 'autonomy'], ['Outcome', 'outcome'], ['Harm', 'harm'], ['ActionType', 'action'], ['Unit', 'unit'],
    ['DayBasis', 'dayBasis'], ['Basis', 'basis'], ['Included', 'included'], ['ScopeMatch', 'scope'], ['StudyDesign', 'design'], ['Independence', 'independence'], ['Certainty', 'certainty'], ['Certainty', 'certaintyShort'], ['Downgrade', 'downgrade'],
    ['Mark', 'mark'], ['Seniority', 'seniority'], ['Hosting', 'hosting'], ['Ring', 'ring'], ['Direction', 'direction'], ['EvidenceResult', 'result'],
  ];
  for (const [name, group] of groups) {
    expect(words(name).length, name).toBeGreaterThan(1);
    expect(words(name).filter((one) => !(one in en.words[group])), `${name} in ${group}`).toEqual([]);
  }
});

it('has no text of its own in the markup', () => {
  const files = (folder: string): string[] => readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? files(join(folder, entry.name)) : entry.name.endsWith('.svelte') ? [join(folder, entry.name)] : []));
  const found: string[] = [];
  for (const file of files(join(import.meta.dirname, '..'))) {
    let markup = readFileSync(file, 'utf8').replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, '').replaceAll(/<!--[\s\S]*?-->/g, '');
    // Expressions go first, from the inside out: what is left is text and attributes as written.
    for (let before = ''; before !== markup; ) {
      before = markup;
      markup = markup.replaceAll(/\{[^{}]*\}/g, '');
    }
    // Words between tags that are not an expression; names of the products below us stay as they are.
    for (const [, text] of markup.matchAll(/>([^<>{}]*[A-Za-z]{3,}[^<>{}]*)</g)) {
      const words = text!.replaceAll(/Fieldbook|SQLite|tantivy|MIT OR Apache-2\.0|&\w+;/g, '').trim();
      if (/[A-Za-z]{3,}/.test(words)) found.push(`${file}: ${words}`);
    }
    for (const [, text] of markup.matchAll(/\b(?:aria-label|title|placeholder)="([^"{}]*[A-Za-z]{3,}[^"{}]*)"/g)) found.push(`${file}: ${text!}`);
  }
  expect(found).toEqual([]);
});

describe('language', () => {
  it('follows the system, and knows English and Chinese', () => {
    for (const [preferred, language] of [[['zh-CN', 'en'], 'zh'], [['zh-Hans'], 'zh'], [['de', 'zh-TW', 'en'], 'zh'], [['de', 'fr'], 'en'], [['en-GB', 'zh'], 'en']] as const) {
      chooseLanguage('system', preferred);
      expect([preferred, i18n.language]).toEqual([preferred, language]);
    }
  });
  it('shows a word outside the list as written', () => {
    expect(word('outcome', 'failed')).toBe('Failed');
    expect(word('task', 'our_own-type')).toBe('Our own type');
    expect(word('model' as never as 'task', null)).toBe('Not stated');
  });
  it('names fields by their path', () => {
    expect(fieldName('what_failed')).toBe('What failed');
    expect(fieldName('what_failed.1')).toBe('What failed 2');
    expect(fieldName('ground_rules.0.enforce_with')).toBe('Ground rules 1: Enforced by');
    i18n.language = 'zh';
    expect(fieldName('ground_rules.0.rule')).toBe('基本规则 1: 规则');
  });
  it('has words for errors, and shows the engine’s own where there are none', () => {
    expect(errorText({ code: 'disk-full', message: 'x', args: {} })).toContain('disk is full');
    expect(errorText({ code: 'new-code', message: 'in English', args: {} })).toBe('in English');
  });
});

describe('figures', () => {
  it('shows factors to two significant digits', () => {
    expect([36.04, 7.21, 5, 0.84, 1.26, 13, 1.02, 100.4].map(times)).toEqual(['36×', '7.2×', '5.0×', '0.84×', '1.3×', '13×', '1.0×', '100×']);
  });
  it('shows a range once when both ends read the same', () => {
    expect(factor({ min: 24.02, max: 36.04, point: null })).toBe('24–36×');
    expect(factor({ min: 13.02, max: 13.04, point: null })).toBe('13×');
    expect(interval({ min: 12, max: 18 })).toBe('12–18');
  });
  it('shows dates as precisely as they are known', () => {
    expect(['2025', '2025-12', '2025-12-03', 'soon', null].map((date) => partialDate(date))).toEqual(['2025', 'December 2025', '3 December 2025', 'soon', '']);
    i18n.language = 'zh';
    expect(partialDate('2025-12')).toBe('2025年12月');
    expect(age(20.2)).toBe('20 个月');
  });
  it('shows shares with two decimals', () => expect([share(0.904), share(1)]).toEqual(['0.90', '1.00']));
});
