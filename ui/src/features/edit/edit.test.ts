import { beforeEach, describe, expect, it } from 'vitest';
import type { Analysis, Edit } from '../../api/bindings';
import { fakeHost, type FakeHost } from '../../../tests/fake_host';
import { fixtureBackend } from '../../../tests/fixtures/backend';
import { isInFields, smallestChange } from './change';
import { compareLines } from './diff';
import { Editor, toSteps } from './editor.svelte';
import { FORMS, valueAt } from './fields';
import { fieldAt, spanOf } from './spans';

describe('smallestChange', () => {
  const apply = (before: string, after: string): string => {
    const change = smallestChange(before, after);
    return change ? before.slice(0, change.from) + change.insert + before.slice(change.to) : before;
  };
  it('changes only what differs', () => expect(smallestChange('title: one\nx: 1\n', 'title: two\nx: 1\n')).toEqual({ from: 7, to: 10, insert: 'two' }));
  it('finds nothing between equal texts', () => expect(smallestChange('a', 'a')).toBeUndefined());
  it('gives the wanted text in every case', () => {
    const texts = ['', 'a', 'aa', 'aaa', 'aba', 'b', '🙂', '🙃', 'a🙂', 'a🙃b', '数据', '数量'];
    for (const before of texts) for (const after of texts) expect(apply(before, after)).toBe(after);
  });
  it('cuts no pair of surrogates', () => {
    const change = smallestChange('a🙂b', 'a🙃b')!;
    expect([change.from, change.to, change.insert]).toEqual([1, 3, '🙃']);
  });
});

describe('spans', () => {
  const fields = [
    { path: 'what_failed', first_line: 5, last_line: 7 },
    { path: 'what_failed.0', first_line: 6, last_line: 6 },
    { path: 'what_failed.1', first_line: 7, last_line: 7 },
    { path: 'title', first_line: 2, last_line: 2 },
  ];
  it('finds the lines of a field, or of the nearest around it', () => {
    expect(spanOf(fields, 'what_failed.1')?.first_line).toBe(7);
    expect(spanOf(fields, 'what_failed.9')?.first_line).toBe(5);
    expect(spanOf(fields, 'summary')).toBeUndefined();
  });
  it('finds the innermost field of a line', () => {
    expect(fieldAt(fields, 6)).toBe('what_failed.0');
    expect(fieldAt(fields, 5)).toBe('what_failed');
    expect(fieldAt(fields, 9)).toBeUndefined();
  });
});

describe('compareLines', () => {
  const marks = (theirs: string, mine: string) => compareLines(theirs, mine).map((line) => ({ same: ' ', mine: '+', theirs: '-' })[line.kind] + line.text);
  it('shows what each side has', () => expect(marks('a\nb\nc', 'a\nx\nc\nd')).toEqual([' a', '-b', '+x', ' c', '+d']));
  it('shows equal texts as equal', () => expect(marks('a\nb', 'a\nb')).toEqual([' a', ' b']));
});

it('splits paths as the engine does', () => expect(toSteps('what_failed.0')).toEqual(['what_failed', 0]));

describe('Editor', () => {
  const id = 'cs-airbnb-enzyme-to-rtl';
  let host: FakeHost;
  let editor: Editor;
  beforeEach(async () => {
    host = fakeHost();
    const backend = fixtureBackend();
    for (const name of ['open_editor', 'analyse', 'edit_text', 'put_draft', 'save_record', 'history', 'get_record', 'discard_draft']) host.always(name, (input) => backend(name, input));
    editor = new Editor(id);
    await editor.open();
  });
  const line = (key: string): string | undefined => editor.text.split('\n').find((one) => one.startsWith(`${key}:`));

  it('writes a field of the form into the text and leaves the rest alone', async () => {
    const before = editor.text.split('\n');
    editor.edit('organisation', 'Airbnb Inc.');
    await editor.settle();
    expect(line('organisation')).toBe('organisation: "Airbnb Inc."');
    const after = editor.text.split('\n');
    expect(after.filter((one, index) => one !== before[index])).toEqual(['organisation: "Airbnb Inc."']);
  });

  it('reads back from the text what the form shows', async () => {
    editor.edit('title', 'Another title');
    await editor.settle();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(editor.analysis?.record.title).toBe('Another title');
    expect(valueAt(editor.analysis!.record, 'title')).toBe('Another title');
  });

  it('sends only the newest value of a field that is typed fast', async () => {
    for (const title of ['A', 'An', 'And', 'Andy']) editor.edit('title', title);
    await editor.settle();
    expect(line('title')).toBe('title: "Andy"');
    const sent = host.calls('edit_text').flatMap((call) => (call.input as { edits: Edit[] }).edits.map((edit) => edit.value));
    expect(sent).toEqual(['A', 'Andy']);
  });

  it('makes an edit again when the source was changed while it was on its way', async () => {
    editor.edit('title', 'From the form');
    editor.typed(editor.text.replace('outcome: succeeded', 'outcome: mixed'));
    await editor.settle();
    expect([line('title'), line('outcome')]).toEqual(['title: "From the form"', 'outcome: mixed']);
  });

  it('keeps a draft of what was typed, with the revision it is based on', async () => {
    editor.typed(`${editor.text}\nmore`);
    await editor.settle();
    expect(host.calls('put_draft').at(-1)?.input).toMatchObject({ id, base_revision: 1, text: expect.stringContaining('more') });
    expect(editor.draft).toBe('kept');
  });

  it('saves a revision once, and says when nothing changed', async () => {
    editor.typed(`${editor.text}\nmore`);
    expect((await editor.save('note')).type).toBe('saved');
    expect([editor.base, editor.dirty]).toEqual([2, false]);
    expect((await editor.save('')).type).toBe('unchanged');
  });

  it('never overwrites what somebody else saved: it offers both texts', async () => {
    const other = new Editor(id);
    await other.open();
    other.typed(other.text.replace('outcome: succeeded', 'outcome: failed'));
    await other.save('theirs');
    editor.typed(`${editor.text}\nmine`);
    expect((await editor.save('')).type).toBe('stale');
    expect(editor.stale?.text).toContain('outcome: failed');
    editor.keepMine();
    expect((await editor.save('')).type).toBe('saved');
    expect(editor.text).toContain('mine');
  });

  it('can take their text instead', async () => {
    const other = new Editor(id);
    await other.open();
    other.typed(`${other.text}\ntheirs`);
    await other.save('');
    await editor.look();
    editor.takeTheirs();
    expect(editor.text).toContain('theirs');
    expect(editor.base).toBe(2);
  });

  it('locks the form when the front matter cannot be read', async () => {
    editor.typed('---\ntitle: x\nno end');
    await editor.settle();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(editor.broken?.code).toBe('front-matter-broken');
  });

  it('has a form for every field that it names once', () => {
    for (const groups of Object.values(FORMS)) {
      const paths = groups.flatMap((group) => group.fields.map((field) => field.path));
      expect(new Set(paths).size).toBe(paths.length);
    }
  });

  it('never shows an older analysis over a newer text', async () => {
    const old: Analysis = { ...editor.analysis!, record: { ...editor.analysis!.record, title: 'old' } };
    expect(old.record.title).toBe('old');
    editor.typed(editor.text.replace('outcome: succeeded', 'outcome: failed'));
    editor.typed(editor.text.replace('outcome: failed', 'outcome: open'));
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(valueAt(editor.analysis!.record, 'outcome')).toBe('open');
  });
});

it('knows the fields at the head of a document', () => {
  const text = '---\ntitle: x\n---\nBody --- and\n---\nmore\n';
  expect([0, 5, 16, 17, 40].map((at) => isInFields(text, at))).toEqual([true, true, true, false, false]);
  expect(isInFields('No fields\n---\n', 0)).toBe(false);
  expect(isInFields('---\nnever closed\n', 2)).toBe(false);
});
