import { beforeEach, describe, expect, it } from 'vitest';
import type { Completed, CompleteInput } from '../../api/bindings';
import { Session } from '../../app/session.svelte';
import { fakeHost, type FakeHost } from '../../../tests/fake_host';
import { fixtureBackend } from '../../../tests/fixtures/backend';
import { settle, show } from '../../../tests/mount';
import AskBox from './AskBox.svelte';
import FindPage from './FindPage.svelte';
import { Completion } from './completion.svelte';
import { Find } from './find.svelte';

let host: FakeHost;
let find: Find;
beforeEach(() => {
  host = fakeHost();
  find = new Find();
});

describe('completion', () => {
  const port: Completed = { field: 'task', value: 'port', count: 3 };
  const asked = (): CompleteInput[] => host.calls('complete').map((call) => call.input as CompleteInput);

  it('opens by itself where a value is typed, and only there', () => {
    const completion = new Completion(find);
    for (const value of ['por', 'https://x', 'git2::Re', 'note: th', '"task:po', '']) completion.look({ value, selectionStart: value.length });
    expect(asked()).toEqual([]);
    for (const value of ['task:', 'x task:po', '-agent:"Claude C', '(tag:a', '任务 结果：']) {
      completion.close();
      new Completion(find).look({ value, selectionStart: value.length });
    }
    expect(asked().map((input) => input.query)).toEqual(['task:', 'x task:po', '-agent:"Claude C', '(tag:a']);
  });

  it('asks with the chips before the words, and writes into the words', async () => {
    find.set('kind:finding');
    find.words = 'x -task:po y';
    const completion = new Completion(find);
    completion.look({ value: find.words, selectionStart: 10 });
    expect(asked()).toEqual([{ query: 'kind:finding x -task:po y', caret: 23, limit: 9 }]);
    await host.answer('complete', { field: 'task', start: 16, end: 23, items: [port] });
    expect([completion.open, completion.pick]).toEqual([true, undefined]);
    completion.move(1);
    expect(completion.take(completion.pick!)).toBeUndefined();
    expect([find.words, find.chips.at(-1), completion.open]).toEqual(['x y', '-task:port', false]);
  });

  it('completes the name of a field where somebody asks, and waits for its value', async () => {
    find.type('x ou', 4);
    const completion = new Completion(find);
    completion.look({ value: 'x ou', selectionStart: 4 }, true);
    await host.answer('complete', { field: null, start: 2, end: 4, items: [{ field: 'outcome', value: null, count: null }] });
    expect(completion.take(completion.items[0]!)).toBe(10);
    expect(find.words).toBe('x outcome:');
  });

  it('keeps what was chosen when a later answer still has it', async () => {
    const completion = new Completion(find);
    completion.look({ value: 'task:', selectionStart: 5 });
    const review: Completed = { field: 'task', value: 'review', count: 9 };
    await host.answer('complete', { field: 'task', start: 0, end: 5, items: [review, port] });
    completion.move(1);
    completion.move(1);
    completion.look({ value: 'task:p', selectionStart: 6 });
    await host.answer('complete', { field: 'task', start: 0, end: 6, items: [port] });
    expect(completion.pick).toEqual(port);
    completion.look({ value: 'task:re', selectionStart: 7 });
    await host.answer('complete', { field: 'task', start: 0, end: 7, items: [review] });
    expect(completion.pick).toBeUndefined();
  });

  it('forgets what was asked before it was closed', async () => {
    const completion = new Completion(find);
    completion.look({ value: 'task:', selectionStart: 5 });
    completion.close();
    await host.answer('complete', { field: 'task', start: 0, end: 5, items: [port] });
    expect(completion.open).toBe(false);
  });
});

describe('the search field', () => {
  const backend = fixtureBackend();
  const open = async (): Promise<{ element: HTMLElement; input: HTMLInputElement; type: (text: string, more?: InputEventInit) => Promise<void>; press: (key: string, more?: KeyboardEventInit) => Promise<void> }> => {
    for (const name of ['status', 'settings', 'search', 'complete', 'saved_searches', 'get_record', 'answer']) host.always(name, (input) => backend(name, input));
    const element = show(AskBox, { find, list: () => undefined, listId: 'results', activeId: undefined }, new Session());
    await settle();
    const field = (): HTMLInputElement => element.querySelector<HTMLInputElement>('[role=combobox]')!;
    return {
      element,
      get input() {
        return field();
      },
      type: async (text, more) => {
        field().value = text;
        field().setSelectionRange(text.length, text.length);
        field().dispatchEvent(new InputEvent('input', { bubbles: true, ...more }));
        await settle();
      },
      press: async (key, more) => {
        field().dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more }));
        await settle();
      },
    };
  };

  it('is a combobox whose popup is worked by keys', async () => {
    const page = await open();
    await page.type('x');
    await page.type('x outcome:');
    const options = page.element.querySelectorAll('#find-completions [role=option]');
    expect(options.length).toBeGreaterThan(1);
    expect(page.input.getAttribute('aria-controls')).toBe('find-completions');
    expect(page.input.getAttribute('aria-activedescendant')).toBeNull();
    await page.press('ArrowDown');
    expect(page.input.getAttribute('aria-activedescendant')).toBe('completion-0');
    expect(options[0]!.getAttribute('aria-selected')).toBe('true');
    await page.press('Enter');
    expect(find.chips).toHaveLength(1);
    expect(page.element.querySelector('#find-completions')).toBeNull();
  });

  it('closes the popup with Escape and keeps the query', async () => {
    const page = await open();
    await page.type('x');
    await page.type('x outcome:');
    await page.press('Escape');
    expect([page.element.querySelector('#find-completions'), find.words]).toEqual([null, 'x outcome:']);
  });

  it('offers nothing while an input method is composing', async () => {
    const page = await open();
    await page.type('x');
    await page.type('x outcome:', { isComposing: true });
    expect(page.element.querySelector('#find-completions')).toBeNull();
    await page.press('ArrowDown', { altKey: true, isComposing: true });
    expect(page.element.querySelector('#find-completions')).toBeNull();
  });

  it('stays the same field when the start screen becomes the results', async () => {
    const backend = fixtureBackend();
    for (const name of ['status', 'settings', 'search', 'complete', 'saved_searches', 'get_record', 'answer']) host.always(name, (input) => backend(name, input));
    const element = show(FindPage, { find }, new Session());
    await settle();
    const field = element.querySelector<HTMLInputElement>('[role=combobox]')!;
    field.value = 'outcome:';
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settle();
    expect(element.querySelector('.results-page')).not.toBeNull();
    expect(element.querySelector('[role=combobox]')).toBe(field);
    expect(element.querySelectorAll('#find-completions [role=option]').length).toBeGreaterThan(1);
  });

  it('lists the fields when somebody asks', async () => {
    const page = await open();
    await page.press('ArrowDown', { altKey: true });
    expect(page.element.querySelector('#find-completions')?.textContent).toContain('how an attempt ended');
  });

  it('underlines what was not understood and says why', async () => {
    const page = await open();
    host.always('search', (input: { query: string }) => ({ ...(backend('search', input) as object), query: input.query, chips: [{ field: 'colour', value: 'red', negated: false, start: 6, end: 16, problem: 'unknown_field' }] }));
    await page.type('flaky colour:red');
    expect(page.element.querySelector('.wrong')?.textContent).toBe('colour:red');
    expect(page.element.querySelector('#find-problems')?.textContent).toContain('there is no such filter');
    expect(page.input.getAttribute('aria-describedby')).toBe('find-problems');
  });

  it('says that a long query was cut', async () => {
    for (const name of ['status', 'settings', 'saved_searches', 'get_record', 'answer']) host.always(name, (input) => backend(name, input));
    host.always('search', (input: { query: string }) => ({ ...(backend('search', input) as object), hits: [], total: 0, cut: true }));
    find.set('migration');
    const element = show(FindPage, { find }, new Session());
    await settle();
    expect(element.textContent).toContain('its end was left out');
  });
});
