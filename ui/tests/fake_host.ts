import type { ApiError } from '../src/api/bindings';
import { setHost, type Host } from '../src/host/host';

interface Call {
  name: string;
  input: unknown;
  answer: (value: unknown) => void;
  fail: (problem: unknown) => void;
  open: boolean;
}

/** A host whose answers come when a test says so. */
export interface FakeHost {
  calls: (name: string) => readonly { name: string; input: unknown }[];
  /** Answers the oldest open call of a command, or the newest, and lets what follows happen. */
  answer: (name: string, value: unknown, which?: 'oldest' | 'newest') => Promise<void>;
  fail: (name: string, problem: ApiError) => Promise<void>;
  /** Answers every later call of a command by itself. */
  always: (name: string, answer: (input: never) => unknown) => void;
  copied: string[];
  /** Files that were saved, by name. */
  saved: Map<string, string>;
}

/** Puts a fake host in place and returns its handles. */
export function fakeHost(): FakeHost {
  const calls: Call[] = [];
  const standing = new Map<string, (input: never) => unknown>();
  const copied: string[] = [];
  const saved = new Map<string, string>();
  const host: Host = {
    platform: 'linux',
    rpc: (name, input) => {
      const answer = standing.get(name);
      if (answer) {
        calls.push({ name, input, answer: () => undefined, fail: () => undefined, open: false });
        return Promise.resolve().then(() => answer(input as never));
      }
      return new Promise((resolve, fail) => calls.push({ name, input, answer: resolve, fail, open: true }));
    },
    listen: () => () => undefined,
    openLink: async (url) => ({ host: new URL(url).host }),
    pickFolder: async () => null,
    save: async (name, content) => {
      saved.set(name, content);
      return name;
    },
    logWindow: async () => undefined,
    logShortcut: async (keys) => (keys === '' ? 'off' : 'on'),
    copy: async (text) => void copied.push(text),
  };
  setHost(host);
  const waiting = (name: string, which: 'oldest' | 'newest' = 'oldest'): Call => {
    const call = (which === 'oldest' ? calls : calls.toReversed()).find((one) => one.name === name && one.open);
    if (!call) throw new Error(`no open call of ${name}`);
    call.open = false;
    return call;
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 8; turn += 1) await Promise.resolve();
  };
  return {
    calls: (name) => calls.filter((call) => call.name === name),
    answer: async (name, value, which) => {
      waiting(name, which).answer(value);
      await settle();
    },
    fail: async (name, problem) => {
      waiting(name).fail(problem);
      await settle();
    },
    always: (name, answer) => void standing.set(name, answer),
    copied,
    saved,
  };
}
