import type { Answer, LogDefaults, Supervised, Vocabulary } from '../../api/bindings';
import { call } from '../../api/client';
import { fieldsOf, Kept } from '../../lib/kept';
import { Latest } from '../../lib/latest';
import type { LogStart } from './start';

/** What stands in the fields. */
export interface LogFields {
  title: string;
  task: string;
  agent: string;
  model: string;
  outcome: string | null;
  supervised: Supervised | null;
  minutes: string;
  note: string;
  expected: string;
  due: string;
  plannedDays: string;
  organisation: string;
  applies: { id: string; title: string } | null;
}

const EMPTY: LogFields = { title: '', task: '', agent: '', model: '', outcome: null, supervised: null, minutes: '', note: '', expected: '', due: '', plannedDays: '', organisation: '', applies: null };

/** What was typed, while it is not saved: the window may be closed and opened again. */
const kept = new Kept<LogFields>('fieldbook.log', (raw) => ({ ...EMPTY, ...fieldsOf<LogFields>(raw) }));

/** What is wrong with the fields, if anything. */
export type LogProblem = 'title' | 'outcome' | 'minutes';

/**
 * The quick log: an attempt that has ended, or one that is registered before its end is known.
 *
 * Only the first field and the outcome are needed; everything else is a gap that the inbox lists later.
 */
export class QuickLog {
  fields = $state<LogFields>({ ...EMPTY });
  starting = $state(false);
  /** Agent and model stand as they did last time. */
  remembered = $state(false);
  problem = $state<LogProblem | undefined>();
  saving = $state(false);
  vocabulary = $state.raw<Vocabulary | undefined>();
  /** What is known of what is about to be tried. */
  known = $state.raw<Answer | undefined>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #latest = new Latest<string, Answer>(
    (query) => call('answer', { query }),
    (query, answer) => (this.known = query === this.query ? answer : this.known),
    () => (this.known = undefined),
  );

  constructor(start: LogStart = {}) {
    if (start.title === undefined && start.applies === undefined) this.fields = kept.get();
    this.starting = start.starting ?? false;
    const { fields } = this;
    fields.title = start.title ?? fields.title;
    fields.task = start.task ?? fields.task;
    fields.agent = start.agent ?? fields.agent;
    fields.model = start.model ?? fields.model;
    fields.applies = start.applies ?? fields.applies;
  }

  /** Fills in what was chosen last time, where nothing stands yet, and learns the words to choose from. */
  async load(): Promise<void> {
    const [defaults, vocabulary] = await Promise.all([call('log_defaults', null), call('vocabulary', null)]);
    this.vocabulary = vocabulary;
    this.#remember(defaults);
  }

  /** What the fields ask of the records. */
  get query(): string {
    const { title, task } = this.fields;
    return [task && `task:${task}`, title.trim()].filter(Boolean).join(' ');
  }

  /** Looks up what is known, a moment after the last key. */
  look(): void {
    clearTimeout(this.#timer);
    const { query } = this;
    if (query === '') this.known = undefined;
    else this.#timer = setTimeout(() => this.#latest.ask(query), 150);
  }

  /** Keeps the text until it is saved. */
  keep(): void {
    kept.set(this.fields);
  }

  /** Saves; answers what was made, or nothing and says in `problem` what is missing. */
  async save(): Promise<{ id: string; library: string; title: string } | undefined> {
    this.problem = this.#missing();
    if (this.problem || this.saving) return undefined;
    this.saving = true;
    const { fields } = this;
    const text = (value: string): string | null => value.trim() || null;
    const common = { title: fields.title.trim(), task_type: text(fields.task), agent: text(fields.agent), model: text(fields.model), supervised: fields.supervised, applies: fields.applies?.id ?? null, organisation: text(fields.organisation), library: null };
    try {
      const made = this.starting
        ? await call('register_attempt', { ...common, expected: text(fields.expected), due: text(fields.due), planned_days: amount(fields.plannedDays) })
        : await call('log_attempt', { ...common, outcome: fields.outcome, minutes: amount(fields.minutes), note: text(fields.note) });
      this.forget();
      return { ...made, title: common.title };
    } finally {
      this.saving = false;
    }
  }

  /** Empties the fields. */
  forget(): void {
    clearTimeout(this.#timer);
    this.fields = { ...EMPTY };
    kept.forget();
  }

  #missing(): LogProblem | undefined {
    const { fields } = this;
    if (fields.title.trim() === '') return 'title';
    if (!this.starting && fields.outcome === null) return 'outcome';
    const typed = this.starting ? fields.plannedDays : fields.minutes;
    return typed.trim() !== '' && amount(typed) === null ? 'minutes' : undefined;
  }

  #remember(defaults: LogDefaults): void {
    const { fields } = this;
    this.remembered = fields.agent === '' && fields.model === '' && Boolean(defaults.agent ?? defaults.model);
    fields.task ||= defaults.task_type ?? '';
    fields.agent ||= defaults.agent ?? '';
    fields.model ||= defaults.model ?? '';
    fields.organisation ||= defaults.organisation ?? '';
    fields.due ||= defaults.due;
  }
}

function amount(text: string): number | null {
  const value = Number(text.trim().replace(',', '.'));
  return text.trim() !== '' && Number.isFinite(value) && value >= 0 ? value : null;
}
