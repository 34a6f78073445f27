import type { Event } from '../api/bindings';

/** The address that a link really leads to, to be shown before it is opened. */
export interface LinkTarget {
  host: string;
}

/** What the program tells: what the Rust side reports, and which record a deep link asks for. */
export type HostEvent = Event | { type: 'open'; id: string };

/** What became of the key that opens the quick log from anywhere; the words are in the settings. */
export type GlobalKey = 'on' | 'off' | 'unreadable' | 'taken' | 'wayland' | 'failed';

/**
 * Everything the interface asks of the program around it.
 *
 * Written out as one interface so that each host is complete by construction: the desktop shell in `tauri.ts`,
 * a loopback server in `http.ts` for tests and for looking at the interface in a browser.
 */
export interface Host {
  /** Name by which styles and key hints tell systems apart. */
  readonly platform: 'linux' | 'macos' | 'windows';
  /** Runs one command of the Rust side; rejects with an `ApiError`. */
  rpc(name: string, input: unknown): Promise<unknown>;
  /** Hears the event stream until the returned function is called. */
  listen(hear: (event: HostEvent) => void): () => void;
  /** Tells where a link leads; opens it in the system's browser once a person confirmed. */
  openLink(url: string, confirmed: boolean): Promise<LinkTarget>;
  /** Lets a person choose a folder; null when they did not. */
  pickFolder(): Promise<string | null>;
  /** Lets a person choose a file and writes text, or bytes in base64, into it; gives its name, or null when they did not. */
  save(name: string, content: string, base64: boolean): Promise<string | null>;
  /** Opens the small window of the quick log, or puts it away. */
  logWindow(open: boolean): Promise<void>;
  /** Lets the whole desktop hear these keys, in the place of those from before; none when empty. */
  logShortcut(keys: string): Promise<GlobalKey>;
  /** Puts text on the clipboard. */
  copy(text: string): Promise<void>;
}

let current: Host | undefined;

/** Chooses the host; called once, before the interface is mounted. */
export function setHost(host: Host): void {
  current = host;
}

/** The host chosen at the start. */
export function host(): Host {
  if (!current) throw new Error('setHost was not called');
  return current;
}

/** Guesses the system from the browser's own words. */
export function platformOf(agent: string): Host['platform'] {
  if (/Mac|iPhone|iPad/.test(agent)) return 'macos';
  return /Windows/.test(agent) ? 'windows' : 'linux';
}
