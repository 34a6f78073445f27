import { untrack } from 'svelte';

/** One key, what it does, and what the sheet says about it. */
export interface Shortcut {
  /** `Mod+k`, `Alt+ArrowLeft`, `?`, `j`; `Mod` is Ctrl, on macOS the command key. */
  keys: string;
  label: string;
  run: (event: KeyboardEvent) => void;
  /** Shown in the status bar. */
  hint?: boolean;
  /** Other keys that do the same and are not listed. */
  also?: string[];
}

/** The keys of one view; upper layers win, and in a layer the later. */
export interface Scope {
  name: string;
  shortcuts: readonly Shortcut[];
  /** Nothing below this scope hears a key: dialogs. */
  modal?: boolean;
}

/** Tells whether an input method is composing: its keys are never ours. 229 is what WebKit says instead. */
export function isComposing(event: KeyboardEvent): boolean {
  return event.isComposing || event.keyCode === 229;
}

/** Tells whether keys typed now would enter text; looks inside shadow roots. */
export function inTextField(event: Event): boolean {
  const target = event.composedPath()[0] ?? event.target;
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  if (target.closest?.('[contenteditable="true"]')) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit', 'file', 'range'].includes(target.type);
}

/**
 * Tells whether a key belongs to what has the focus, so that no shortcut may take it: in a text field all keys but
 * Escape, the function keys and those with Ctrl, Alt or the command key; on a button or link those that press it.
 */
export function isKept(event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (inTextField(event)) return !/^(Escape|F\d+)$/.test(event.key);
  const target = event.composedPath()[0] ?? event.target;
  return (event.key === 'Enter' || event.key === ' ') && target instanceof Element && target.matches('button, a[href], summary, input');
}

/** Writes the keys of an event in the form of {@link Shortcut.keys}. */
export function keysOf(event: KeyboardEvent, mac: boolean): string {
  const modifier = mac ? event.metaKey : event.ctrlKey;
  // Shift is part of what a printed character is; it is named only beside keys that print nothing, and letters.
  const printed = event.key.length === 1;
  const key = printed ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (!printed || /[a-z]/.test(key));
  return [modifier && 'Mod', mac && event.ctrlKey && 'Ctrl', event.altKey && 'Alt', shift && 'Shift', key === ' ' ? 'Space' : key]
    .filter(Boolean)
    .join('+');
}

/** Tells whether keys are a single character without a modifier; those can be turned off. */
function isSingle(keys: string): boolean {
  return keys.length === 1 || keys === 'Space';
}

/** All keys of the app, by view. One listener, so that the sheet and the behaviour cannot differ. */
export class Shortcuts {
  #scopes = $state.raw<readonly { scope: () => Scope; layer: number }[]>([]);
  /** Single letters act only while this says so. */
  singleKeys: () => boolean = () => true;
  #mac: boolean;

  constructor(mac: boolean) {
    this.#mac = mac;
  }

  get mac(): boolean {
    return this.#mac;
  }

  get scopes(): readonly Scope[] {
    return this.#scopes.map((entry) => entry.scope());
  }

  /**
   * Adds a view's keys; the result removes them. Meant for `$effect`.
   *
   * Layer 0 is the app, 1 its pages, 2 what lies above them: effects of a page run before those of the app around
   * it, so the order of adding alone would let the app win.
   */
  add(scope: () => Scope, layer: 0 | 1 | 2 = 1): () => void {
    const entry = { scope, layer };
    // Adding must not make the effect that adds depend on the list.
    this.#scopes = [...untrack(() => this.#scopes), entry].sort((a, b) => a.layer - b.layer);
    return () => {
      this.#scopes = this.#scopes.filter((other) => other !== entry);
    };
  }

  /** Runs what the keys mean; returns whether they meant something. */
  handle(event: KeyboardEvent): boolean {
    if (event.defaultPrevented || isComposing(event)) return false;
    const keys = keysOf(event, this.#mac);
    const kept = isKept(event);
    for (const scope of this.scopes.toReversed()) {
      for (const shortcut of scope.shortcuts) {
        if (shortcut.keys !== keys && !shortcut.also?.includes(keys)) continue;
        if (kept || (isSingle(keys) && !this.singleKeys())) continue;
        event.preventDefault();
        shortcut.run(event);
        return true;
      }
      if (scope.modal) return false;
    }
    return false;
  }
}

const NAMES: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** Splits keys into what key caps show. */
export function caps(keys: string, mac: boolean, space: string): string[] {
  const names = keys.split(/\+(?=.)/).map((key) => {
    if (key === 'Mod') return mac ? '⌘' : 'Ctrl';
    if (key === 'Alt') return mac ? '⌥' : 'Alt';
    if (key === 'Shift') return mac ? '⇧' : 'Shift';
    if (key === 'Space') return space;
    return NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key);
  });
  return [names.join(mac ? '' : ' ')];
}
