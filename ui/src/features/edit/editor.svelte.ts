import type { Analysis, ApiError, Check, Edit, EditorState, SaveOutcome, Value } from '../../api/bindings';
import { call, toApiError } from '../../api/client';
import { Latest } from '../../lib/latest';
import { DraftKeeper, type DraftState } from './drafts';
import type { Source } from './source';
import { fieldAt, spanOf } from './spans';

/** Which views of the document are shown. */
export type Layout = 'form' | 'both' | 'source' | 'preview';

/** Somebody else's newer revision of what is being edited. */
export interface Stale {
  revision: number;
  text: string;
}

/**
 * One document, edited in two views.
 *
 * The text is the document. The source changes it directly; the form asks the engine to change one field of it,
 * which disturbs nothing else, and the result goes into the source as a small change. What the form shows is read
 * back from the text by the engine, so the two views cannot disagree.
 */
export class Editor {
  readonly id: string;
  state = $state.raw<EditorState | undefined>();
  analysis = $state.raw<Analysis | undefined>();
  text = $state('');
  layout = $state<Layout>('both');
  draft = $state<DraftState>('kept');
  keptAt = $state<number | undefined>();
  /** Something is typed that no revision has. */
  dirty = $state(false);
  problem = $state.raw<ApiError | undefined>();
  stale = $state.raw<Stale | undefined>();
  /** Path of the field that the caret of the source is in, or that has the focus. */
  field = $state('');
  line = $state(1);
  base = $state(0);
  /** The source, once it is on the page; it holds the undo history of both views. */
  source: Source | undefined;
  #edits: Edit[] = [];
  #editing = false;
  #drafts: DraftKeeper;
  #analyse = new Latest<string, Analysis>(
    (text) => call('analyse', { id: this.id, text }),
    (text, analysis) => {
      // An older text's answer would take back what was typed since.
      if (text === this.text || this.analysis === undefined) this.#analysed(analysis);
      else if (this.#edits.length === 0 && !this.#editing) this.#analysed(analysis);
    },
    (_, problem) => (this.problem = toApiError(problem)),
  );

  constructor(id: string) {
    this.id = id;
    this.#drafts = new DraftKeeper(
      async (text) => {
        const { at } = await call('put_draft', { id: this.id, text, base_revision: this.base });
        this.keptAt = at;
      },
      (state, problem) => {
        this.draft = state;
        this.problem = state === 'failed' ? toApiError(problem) : undefined;
      },
    );
  }

  async open(): Promise<void> {
    const state = await call('open_editor', { id: this.id });
    this.state = state;
    this.text = state.text;
    this.base = state.base_revision;
    this.dirty = state.from_draft;
    this.keptAt = state.draft_at ?? undefined;
    this.analysis = state.analysis;
    if (state.current_revision > state.base_revision) await this.look();
  }

  get checks(): readonly Check[] {
    return this.analysis?.checks ?? [];
  }

  /** The front matter cannot be read: the form is locked until the source is put right. */
  get broken(): Check | undefined {
    return this.checks.find((check) => check.severity === 'error' && BROKEN.has(check.code));
  }

  /** Takes what the source holds now. */
  typed(text: string): void {
    if (text === this.text) return;
    this.text = text;
    this.dirty = true;
    this.#drafts.typed(text);
    this.#analyse.ask(text);
  }

  /** Changes one field by its path; null removes it. */
  edit(path: string, value: Value | null): void {
    const steps = toSteps(path);
    const key = path;
    this.#edits = [...this.#edits.filter((edit) => edit.path.join('.') !== key), { path: steps, value }];
    if (!this.#editing) void this.#applyEdits();
  }

  /** Notes that a field of the form has the focus: its lines are marked in the source. */
  focusField(path: string): void {
    this.field = path;
    const span = spanOf(this.analysis?.fields ?? [], path);
    this.#mark();
    if (span) this.source?.show(span.first_line, false);
  }

  /** Notes where the caret of the source is: its field is marked in the form. */
  caret(line: number, focused: boolean): void {
    this.line = line;
    if (!focused) return;
    const field = fieldAt(this.analysis?.fields ?? [], line) ?? '';
    if (field !== this.field) {
      this.field = field;
      queueMicrotask(() => this.#mark());
    }
  }

  /** Saves a revision. What can happen is data: saved, unchanged, or somebody else was faster. */
  async save(note: string): Promise<SaveOutcome> {
    await this.settle();
    const outcome = await call('save_record', { id: this.id, text: this.text, base_revision: this.base, note: note.trim() || null });
    if (outcome.type === 'stale') this.stale = { revision: outcome.current_revision, text: outcome.current_text };
    else {
      this.base = outcome.revision;
      this.dirty = false;
      this.stale = undefined;
      this.#drafts.forget();
    }
    return outcome;
  }

  /** Looks whether somebody else saved in the meantime. */
  async look(): Promise<void> {
    const [newest] = await call('history', { id: this.id });
    if (!newest || newest.revision <= this.base) return;
    const view = await call('get_record', { id: this.id });
    if (view.revision > this.base) this.stale = { revision: view.revision, text: view.text };
  }

  /** Goes on with this text on top of theirs; nothing is saved yet. */
  keepMine(): void {
    if (!this.stale) return;
    this.base = this.stale.revision;
    this.stale = undefined;
    this.#drafts.typed(this.text);
  }

  /** Puts their text here; undo brings this one back. */
  takeTheirs(): void {
    if (!this.stale) return;
    const { revision, text } = this.stale;
    this.base = revision;
    this.stale = undefined;
    this.put(text);
  }

  /** Replaces the text, as one step of the undo history. */
  put(text: string): void {
    if (this.source) this.source.replace(text);
    else this.typed(text);
  }

  async discard(): Promise<void> {
    this.#drafts.forget();
    await call('discard_draft', { id: this.id });
    this.dirty = false;
  }

  /** Waits until everything typed is in the text and kept. */
  async settle(): Promise<void> {
    while (this.#editing || this.#edits.length > 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await this.#drafts.flush();
  }

  /** Marks the lines of the focused field and of what must be put right. */
  #mark(): void {
    const span = this.field ? spanOf(this.analysis?.fields ?? [], this.field) : undefined;
    const errors = this.checks.filter((check) => check.severity === 'error' && check.line !== null).map((check) => check.line ?? 0);
    this.source?.mark({ sync: span && { first: span.first_line, last: span.last_line }, errors });
  }

  #analysed(analysis: Analysis): void {
    this.analysis = analysis;
    this.#mark();
  }

  async #applyEdits(): Promise<void> {
    this.#editing = true;
    while (this.#edits.length > 0) {
      const edits = this.#edits;
      this.#edits = [];
      const before = this.text;
      try {
        const { text } = await call('edit_text', { text: before, edits });
        // The source was changed meanwhile: the edits are made again on what it holds now.
        if (this.text !== before) this.#edits = [...edits.filter((edit) => !this.#edits.some((newer) => newer.path.join('.') === edit.path.join('.'))), ...this.#edits];
        else this.put(text);
      } catch (problem) {
        this.problem = toApiError(problem);
      }
    }
    this.#editing = false;
  }
}

/** Codes of the checker that mean that the front matter cannot be read at all. */
const BROKEN = new Set(['front-matter-broken', 'front-matter-unclosed', 'front-matter-not-keys', 'front-matter-too-large', 'front-matter-too-deep', 'front-matter-too-many-values', 'document-too-large']);

/** Splits a dotted path; a step of digits is a list position. */
export function toSteps(path: string): (string | number)[] {
  return path.split('.').map((step) => (/^\d+$/.test(step) ? Number(step) : step));
}
