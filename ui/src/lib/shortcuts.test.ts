import { beforeEach, describe, expect, it, vi } from 'vitest';
import { caps, keysOf, Shortcuts, type Shortcut } from './shortcuts.svelte';

function press(target: EventTarget, init: KeyboardEventInit & { keyCode?: number }): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { bubbles: true, composed: true, cancelable: true, ...init });
  if (init.keyCode !== undefined) Object.defineProperty(event, 'keyCode', { value: init.keyCode });
  target.dispatchEvent(event);
  return event;
}

describe('Shortcuts', () => {
  let shortcuts: Shortcuts;
  const run = vi.fn();
  const keys = (list: Partial<Shortcut>[]) => shortcuts.add(() => ({ name: 'test', shortcuts: list.map((one) => ({ keys: 'j', label: '', run, ...one })) }));

  beforeEach(() => {
    shortcuts = new Shortcuts(false);
    run.mockReset();
    document.body.innerHTML = '<input id="text"><input id="box" type="checkbox"><div id="plain"></div><div id="rich" contenteditable="true"></div><button id="push"></button><a id="link" href="#x"></a>';
    document.body.onkeydown = (event) => void shortcuts.handle(event);
  });
  const at = (id: string): HTMLElement => document.getElementById(id)!;

  it('runs a single letter where no text is typed', () => {
    keys([{}]);
    press(at('plain'), { key: 'j' });
    press(at('box'), { key: 'j' });
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('leaves letters to text fields, also to editable ones inside a shadow root', () => {
    keys([{}]);
    press(at('text'), { key: 'j' });
    const root = at('plain').attachShadow({ mode: 'open' });
    root.innerHTML = '<textarea></textarea>';
    press(root.querySelector('textarea')!, { key: 'j' });
    expect(run).not.toHaveBeenCalled();
  });

  it('leaves what edits text or moves the caret to text fields', () => {
    const taken = ['Delete', 'Home', 'End', 'Enter', 'ArrowUp', 'PageDown'];
    keys(taken.map((key) => ({ keys: key })));
    for (const key of taken) expect(press(at('text'), { key }).defaultPrevented).toBe(false);
    expect(run).not.toHaveBeenCalled();
    for (const key of taken) press(at('plain'), { key });
    expect(run).toHaveBeenCalledTimes(taken.length);
  });

  it('leaves Enter and Space to the button, link or check box that has the focus', () => {
    keys([{ keys: 'Enter' }, { keys: 'Space' }]);
    for (const id of ['push', 'link', 'box']) {
      for (const key of ['Enter', ' ']) expect(press(at(id), { key }).defaultPrevented).toBe(false);
    }
    expect(run).not.toHaveBeenCalled();
    press(at('plain'), { key: ' ' });
    expect(run).toHaveBeenCalledOnce();
  });

  it('hears Escape and function keys in text fields', () => {
    keys([{ keys: 'Escape' }, { keys: 'F8' }]);
    press(at('text'), { key: 'Escape' });
    press(at('rich'), { key: 'F8' });
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('hears modified keys in text fields', () => {
    keys([{ keys: 'Mod+k' }]);
    press(at('text'), { key: 'k', ctrlKey: true });
    expect(run).toHaveBeenCalledOnce();
  });

  it('hears nothing while an input method composes', () => {
    keys([{}, { keys: 'Enter' }, { keys: 'Mod+k' }, { keys: 'Escape' }]);
    press(at('plain'), { key: 'j', isComposing: true });
    press(at('text'), { key: 'Enter', isComposing: true });
    press(at('text'), { key: 'k', ctrlKey: true, isComposing: true });
    // WebKit ends a composition with a key that says 229 and nothing else.
    press(at('text'), { key: 'Enter', keyCode: 229 });
    press(at('text'), { key: 'Escape', keyCode: 229 });
    expect(run).not.toHaveBeenCalled();
  });

  it('can turn single letters off, and nothing else', () => {
    keys([{}, { keys: 'Mod+k' }, { keys: 'F8' }]);
    shortcuts.singleKeys = () => false;
    press(at('plain'), { key: 'j' });
    expect(run).not.toHaveBeenCalled();
    press(at('plain'), { key: 'k', ctrlKey: true });
    press(at('plain'), { key: 'F8' });
    expect(run).toHaveBeenCalledTimes(2);
  });

  it('lets the latest view win and gives the key back when the view goes', () => {
    const first = vi.fn();
    const second = vi.fn();
    keys([{ run: first }]);
    const remove = keys([{ run: second }]);
    press(at('plain'), { key: 'j' });
    remove();
    press(at('plain'), { key: 'j' });
    expect([first.mock.calls.length, second.mock.calls.length]).toEqual([1, 1]);
  });

  it('lets a page win over the app, though the app is added after it', () => {
    const app = vi.fn();
    const page = vi.fn();
    keys([{ run: page }]);
    shortcuts.add(() => ({ name: 'app', shortcuts: [{ keys: 'j', label: '', run: app }] }), 0);
    press(at('plain'), { key: 'j' });
    expect([app.mock.calls.length, page.mock.calls.length]).toEqual([0, 1]);
  });

  it('keeps keys from everything below a dialog', () => {
    keys([{}]);
    shortcuts.add(() => ({ name: '', shortcuts: [], modal: true }));
    press(at('plain'), { key: 'j' });
    expect(run).not.toHaveBeenCalled();
  });

  it('prevents what the browser would do, only when the key means something', () => {
    keys([{ keys: 'Mod+f' }]);
    expect(press(at('plain'), { key: 'f', ctrlKey: true }).defaultPrevented).toBe(true);
    expect(press(at('plain'), { key: 'g', ctrlKey: true }).defaultPrevented).toBe(false);
  });
});

describe('keysOf', () => {
  const event = (init: KeyboardEventInit) => new KeyboardEvent('keydown', init);
  it.each([
    [{ key: 'K', ctrlKey: true }, false, 'Mod+k'],
    [{ key: 'k', metaKey: true }, true, 'Mod+k'],
    [{ key: '?', shiftKey: true }, false, '?'],
    [{ key: 'Z', ctrlKey: true, shiftKey: true }, false, 'Mod+Shift+z'],
    [{ key: 'F8', shiftKey: true }, false, 'Shift+F8'],
    [{ key: ' ' }, false, 'Space'],
    [{ key: 'ArrowLeft', altKey: true }, false, 'Alt+ArrowLeft'],
  ] as const)('%o is %s', (init, mac, keys) => expect(keysOf(event(init), mac)).toBe(keys));
});

it('writes key caps as people know them', () => {
  expect(caps('Mod+k', false, 'Space')).toEqual(['Ctrl K']);
  expect(caps('Mod+Shift+z', true, 'Space')).toEqual(['⌘⇧Z']);
  expect(caps('Space', false, '空格')).toEqual(['空格']);
  expect(caps('Mod+,', false, '')).toEqual(['Ctrl ,']);
});
