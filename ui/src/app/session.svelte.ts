import type { Installation, Settings } from '../api/bindings';
import { call, toApiError } from '../api/client';
import { host, type GlobalKey, type HostEvent } from '../host/host';
import { chooseLanguage, errorText, noticeText, t } from '../i18n/i18n.svelte';
import { look, type Look } from '../lib/look';
import { svgText } from '../lib/picture';
import { pngBase64 } from '../lib/png';
import { Router, type ShareRoute } from '../lib/route.svelte';
import { Shortcuts } from '../lib/shortcuts.svelte';
import type { LoggedAttempt } from '../features/log/logged';
import type { LogStart } from '../features/log/start';
import { Saved } from '../features/find/saved.svelte';
import { Sharing } from '../features/share/sharing.svelte';
import { Toasts } from './toasts.svelte';

/** What is open above the pages. */
export type Overlay = { name: 'palette'; start: string } | { name: 'shortcuts' } | { name: 'query' } | { name: 'save-search' } | { name: 'new'; title: string } | { name: 'link'; url: string; host: string } | { name: 'log'; start: LogStart };

/** Records that fit side by side. */
export const MOST_COMPARED = 4;

const DEFAULTS: Settings = { theme: 'system', language: 'system', author: '', single_keys: true, preview: true, log_shortcut: '' };

/** What all pages share: where the app is, settings, the library's state, messages. One per window. */
export class Session {
  readonly router = new Router();
  readonly toasts = new Toasts();
  readonly shortcuts = new Shortcuts(host().platform === 'macos');
  readonly sharing = new Sharing(this);
  readonly saved = new Saved(this);
  settings = $state.raw<Settings>(DEFAULTS);
  status = $state.raw<Installation | undefined>();
  /** Grows with every change of the library; views that show data load again when it does. */
  sequence = $state(0);
  progress = $state.raw<{ task: string; done: number; total: number | null } | undefined>();
  overlay = $state.raw<Overlay | undefined>();
  /** What became of the key that opens the quick log from anywhere. */
  globalKey = $state.raw<GlobalKey>('off');
  /** Records chosen to be set side by side. */
  comparing = $state.raw<readonly string[]>([]);

  constructor() {
    const last = look.get();
    if (last) this.#wear(last);
    this.shortcuts.singleKeys = () => this.settings.single_keys;
  }

  /** Loads settings and state, and hears the event stream until the result is called. */
  start(): () => void {
    void this.loadSettings().then(() => this.#listenForKeys());
    void this.refreshStatus().then(() => this.status?.notices.forEach((notice) => this.toasts.show(noticeText(notice))));
    return host().listen((event) => this.#hear(event));
  }

  async refreshStatus(): Promise<void> {
    try {
      const status = await call('status', null);
      this.status = status;
      this.sequence = Math.max(this.sequence, status.sequence);
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** Shows what went wrong, in words. */
  fail(problem: unknown): void {
    this.toasts.show(errorText(toApiError(problem)), { tone: 'bad' });
  }

  /** Changes some settings, at once on the screen and then in the store. */
  async change(part: Partial<Settings>): Promise<void> {
    this.#apply({ ...this.settings, ...part });
    try {
      this.#apply(await call('set_settings', this.settings));
    } catch (problem) {
      this.fail(problem);
    }
    if (part.log_shortcut !== undefined) await this.#listenForKeys();
  }

  /** Opens a record, at a heading of its text if one is named. */
  openRecord(id: string, at = ''): void {
    this.router.go({ page: 'record', id, part: 'brief', ...(at && { at }) });
  }

  /** Asks where a link leads and shows it before anything is opened. */
  async openLink(url: string): Promise<void> {
    try {
      const target = await host().openLink(url, false);
      this.overlay = { name: 'link', url, host: target.host };
    } catch {
      this.toasts.show(t().record.linkBad, { tone: 'bad' });
    }
  }

  /** Opens the quick log, with what is known already. */
  log(start: LogStart = {}): void {
    this.overlay = { name: 'log', start };
  }

  /** Puts a question to which there is no answer yet into the inbox. */
  async askFor(query: string, task: string | null = null): Promise<void> {
    try {
      await call('request_evidence', { query, task_type: task, note: null });
      this.toasts.show(t().evidence.answer.asked);
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** Says that an attempt was written down, and offers to take it back. */
  logged({ id, title, open }: LoggedAttempt): void {
    const m = t().evidence.log;
    this.toasts.show(open ? m.savedOpen(title) : m.saved(title), { action: { text: t().app.undo, run: () => void this.trash(id, title) } });
  }

  /** Adds a record to those that are compared; a second time takes it out. */
  compare(id: string): void {
    if (this.comparing.includes(id)) this.comparing = this.comparing.filter((other) => other !== id);
    else if (this.comparing.length < MOST_COMPARED) this.comparing = [...this.comparing, id];
    else return void this.toasts.show(t().evidence.compare.full);
    const chosen = this.comparing;
    const action = chosen.length > 1 ? { text: t().evidence.compare.start(chosen.length), run: () => this.router.go({ page: 'compare', ids: chosen }) } : undefined;
    this.toasts.show(t().evidence.compare.added(chosen.length), { ...(action && { action }) });
  }

  /** Opens a shared library: the one named, else the one looked at last. */
  openLibrary(name?: string, tab: ShareRoute['tab'] = 'plan', item = ''): void {
    this.router.go({ page: 'libraries', library: name ?? this.sharing.last ?? '', tab, item });
  }

  /** Opens publishing for a record: into its own shared library, else into the one looked at last. */
  async publish(id: string): Promise<void> {
    try {
      const [record] = await Promise.all([call('get_record', { id }), this.sharing.load()]);
      const into = this.sharing.named(record.library)?.name ?? this.sharing.last;
      if (into === undefined) this.toasts.show(t().share.publish.noLibrary);
      this.openLibrary(into, 'publish', into === undefined ? '' : `${record.library}/${record.id}`);
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** Writes text, or bytes in base64, into a file that a person chooses. */
  async save(name: string, content: string, base64 = false): Promise<void> {
    try {
      const saved = await host().save(name, content, base64);
      if (saved !== null) this.toasts.show(t().evidence.map.saved(saved));
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** The same for a picture: as SVG, or as PNG where the name says so. */
  async savePicture(name: string, draw: () => SVGElement): Promise<void> {
    try {
      const picture = draw();
      const png = name.endsWith('.png');
      await this.save(name, png ? pngBase64(picture) : svgText(picture), png);
    } catch (problem) {
      this.fail(problem);
    }
  }

  async copy(text: string, said: string): Promise<void> {
    try {
      await host().copy(text);
      this.toasts.show(said);
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** Moves a record to the trash and offers to take it back. */
  async trash(id: string, title: string): Promise<void> {
    try {
      await call('trash_record', { id });
      this.toasts.show(t().record.trashed(title), { action: { text: t().app.undo, run: () => void this.untrash(id) } });
    } catch (problem) {
      this.fail(problem);
    }
  }

  async untrash(id: string): Promise<void> {
    try {
      await call('untrash_record', { id });
    } catch (problem) {
      this.fail(problem);
    }
  }

  async duplicate(id: string): Promise<void> {
    try {
      const copy = await call('duplicate_record', { id });
      this.router.go({ page: 'edit', id: copy.id });
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** Makes a verified backup and says where it is. */
  async backup(): Promise<void> {
    try {
      const { records, file } = await call('backup_now', null);
      this.toasts.show(t().settings.backedUp(records, file));
    } catch (problem) {
      this.fail(problem);
    }
  }

  async rebuild(): Promise<void> {
    try {
      this.toasts.show(t().settings.rebuilt);
      await call('rebuild_index', null);
      await this.refreshStatus();
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** Lets a person choose a folder and writes every record into it. */
  async exportAll(): Promise<void> {
    try {
      const dir = await host().pickFolder();
      if (dir === null) return;
      const { written, kept } = await call('export_folder', { dir, query: null });
      this.toasts.show(t().settings.exported(written, kept.length));
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** Reads the settings; a window that was hidden may have missed a change. */
  async loadSettings(): Promise<void> {
    try {
      this.#apply(await call('settings', null));
    } catch (problem) {
      this.fail(problem);
    }
  }

  /** Opens the quick log in its own small window. */
  async logWindow(): Promise<void> {
    try {
      await host().logWindow(true);
    } catch (problem) {
      this.fail(problem);
    }
  }

  async #listenForKeys(): Promise<void> {
    this.globalKey = await host().logShortcut(this.settings.log_shortcut).catch(() => 'failed' as const);
  }

  #apply(settings: Settings): void {
    this.settings = settings;
    this.#wear(settings);
    look.set({ theme: settings.theme, language: settings.language });
  }

  #wear(settings: Look): void {
    chooseLanguage(settings.language);
    const root = document.documentElement;
    if (settings.theme === 'system') delete root.dataset['theme'];
    else root.dataset['theme'] = settings.theme;
  }

  #hear(event: HostEvent): void {
    switch (event.type) {
      case 'changed':
        this.sequence = event.sequence;
        void this.refreshStatus();
        break;
      case 'progress':
        this.progress = event.total !== null && event.done >= event.total ? undefined : event;
        if (!this.progress) void this.refreshStatus();
        break;
      case 'notice':
        this.toasts.show(noticeText(event));
        break;
      case 'open':
        this.openRecord(event.id);
        break;
    }
  }
}
