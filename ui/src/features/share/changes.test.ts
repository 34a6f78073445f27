import { describe, expect, it } from 'vitest';
import { changedFields, changedSections, inline, plainValue } from './changes';

const part = (text: string, changed = false) => ({ text, changed });

describe('bold and code of a compared line', () => {
  it('reads marks that end in another part', () => {
    expect(inline([part('Ask '), part('**two', true), part(' people**'), part(' first')])).toEqual([
      { text: 'Ask ', as: 'plain', changed: false },
      { text: 'two people', as: 'strong', changed: true },
      { text: ' first', as: 'plain', changed: false },
    ]);
  });

  it('keeps apart what changed inside', () => {
    expect(inline([part('Use `git '), part('merge', true), part('` here')])).toEqual([
      { text: 'Use ', as: 'plain', changed: false },
      { text: 'git ', as: 'code', changed: false },
      { text: 'merge', as: 'code', changed: true },
      { text: ' here', as: 'plain', changed: false },
    ]);
  });

  it('leaves a mark without its other half as written', () => {
    expect(inline([part('2 ** 3 and `x')])).toEqual([{ text: '2 ** 3 and `x', as: 'plain', changed: false }]);
  });
});

describe('what a proposal changes', () => {
  it('reads values as they stand in the front matter', () => {
    expect(plainValue('[a, "b, c"]')).toEqual(['a', 'b, c']);
    expect(plainValue('"say \\"so\\""')).toBe('say "so"');
    expect(plainValue(null)).toBeNull();
  });

  it('says a short value in one line, and of a list what went and came', () => {
    const fields = changedFields({ from: 1, to: 2, added: 0, removed: 0, fields: [{ path: 'ring', before: 'trial', after: 'adopt' }, { path: 'tags', before: '[a, b]', after: '[b, c]' }], body: [] });
    expect(fields[0]).toMatchObject({ short: { before: 'trial', after: 'adopt' }, lines: [] });
    expect(fields[1]).toMatchObject({ kept: 1, lines: [{ sign: 'del' }, { sign: 'add' }] });
  });

  it('puts changed lines under their heading', () => {
    const line = (text: string) => ({ line: 1, parts: [part(text)] });
    const sections = changedSections({ from: 1, to: 2, added: 2, removed: 1, fields: [], body: [{ kind: 'same', before: [line('## How')], after: [line('## How')] }, { kind: 'changed', before: [line('- old')], after: [line('- new'), line('- more')] }] });
    expect(sections).toMatchObject([{ heading: 'How', added: 2, removed: 1 }]);
    expect(sections[0]!.lines[0]).toMatchObject({ sign: 'del', bullet: true, parts: [{ text: 'old' }] });
  });
});
