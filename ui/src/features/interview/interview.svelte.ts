import type { EffortAnswer, GitFacts, InterviewInput } from '../../api/bindings';
import { call } from '../../api/client';
import { fieldsOf, Kept } from '../../lib/kept';

/** The questions that readers of "36×" ask, in the order in which a person remembers the answers. */
export const QUESTIONS = ['what', 'team', 'baseline', 'actual', 'size', 'stack', 'people', 'supervision', 'first', 'learning', 'rework', 'cost', 'elsewhere'] as const;
export type Question = (typeof QUESTIONS)[number];

/** Days are of two kinds, and the factor depends on which: each is a unit of its own here. */
export const DAYS = ['calendar', 'working'] as const;

/** What a person typed; everything is text until the draft is made. */
export interface Answers {
  title: string;
  task: string;
  agent: string;
  model: string;
  organisation: string;
  outcome: string | null;
  result: string;
  teamSize: string;
  seniority: string[];
  planned: { people: string; length: string; unit: string; basis: string };
  baseline: string;
  actual: { people: string; length: string; unit: string; basis: string };
  size: string;
  stack: string;
  people: string;
  autonomy: string;
  supervision: string;
  worked: string;
  failed: string;
  learning: string;
  learningIncluded: boolean;
  rework: string;
  cost: string;
  elsewhere: string;
}

const blank = (): Answers => ({
  title: '', task: '', agent: '', model: '', organisation: '', outcome: null, result: '', teamSize: '', seniority: [], planned: { people: '', length: '', unit: 'months', basis: 'manual_estimate' }, baseline: '', actual: { people: '', length: '', unit: 'months', basis: 'measured' },
  size: '', stack: '', people: '', autonomy: '', supervision: '', worked: '', failed: '', learning: '', learningIncluded: false, rework: '', cost: '', elsewhere: '',
});

/** What was typed, until it is a draft. */
const kept = new Kept<Answers>('fieldbook.interview', (raw) => ({ ...blank(), ...fieldsOf<Answers>(raw) }));

/** The interview for a whole case study: one question a screen, every one of them skippable. */
export class Interview {
  answers = $state<Answers>(kept.get());
  at = $state(0);
  /** What git says, once a person had it read. */
  facts = $state.raw<GitFacts | undefined>();
  saving = $state(false);

  get question(): Question | 'done' {
    return QUESTIONS[this.at] ?? 'done';
  }

  /** Whether a question has an answer; defaults of units are none. */
  answered(question: Question): boolean {
    const a = this.answers;
    const side = (one: Answers['planned']): boolean => one.people.trim() !== '' || one.length.trim() !== '';
    const said: Record<Question, boolean> = {
      what: a.title.trim() !== '', team: a.teamSize.trim() !== '' || a.seniority.length > 0, baseline: side(a.planned) || a.baseline.trim() !== '', actual: side(a.actual), size: a.size.trim() !== '', stack: a.stack.trim() !== '', people: a.people.trim() !== '',
      supervision: a.supervision.trim() !== '' || a.autonomy !== '', first: a.failed.trim() !== '' || a.worked.trim() !== '', learning: a.learning.trim() !== '', rework: a.rework.trim() !== '', cost: a.cost.trim() !== '', elsewhere: a.elsewhere.trim() !== '',
    };
    return said[question];
  }

  /** The first question with an answer that should be a number and is none. */
  get unclear(): Question | undefined {
    const a = this.answers;
    const numbers: Partial<Record<Question, string[]>> = { team: [a.teamSize], baseline: [a.planned.people, a.planned.length], actual: [a.actual.people, a.actual.length], learning: [a.learning], cost: [a.cost] };
    return QUESTIONS.find((question) => numbers[question]?.some((typed) => amount(typed) === undefined));
  }

  get count(): number {
    return QUESTIONS.filter((question) => this.answered(question)).length;
  }

  go(step: number): void {
    this.at = Math.max(0, Math.min(QUESTIONS.length, this.at + step));
  }

  /** Keeps what was typed until it is a draft. */
  keep(): void {
    kept.set(this.answers);
  }

  forget(): void {
    this.answers = blank();
    this.facts = undefined;
    this.at = 0;
    kept.forget();
  }

  /** Reads a range of a repository on this computer; nothing is written. */
  async read(repo: string, range: string): Promise<void> {
    const facts = await call('from_git', { repo, range: range.trim() || 'HEAD' });
    this.facts = facts;
    const { answers } = this;
    answers.title ||= facts.subject ?? '';
    answers.agent ||= facts.agents[0] ?? '';
    if (answers.actual.length === '' && facts.calendar_days > 0) Object.assign(answers.actual, { length: String(facts.calendar_days), unit: 'calendar', people: answers.actual.people || String(facts.authors) });
  }

  /** Makes the draft; answers its id, or nothing while it has no title. */
  async finish(): Promise<{ id: string; title: string } | undefined> {
    const title = this.answers.title.trim();
    if (title === '' || this.saving) return undefined;
    this.saving = true;
    try {
      const { id } = await call('new_from_interview', inputOf(this.answers, this.facts));
      this.forget();
      return { id, title };
    } finally {
      this.saving = false;
    }
  }
}

/** The number that somebody typed, `null` for an empty field, and nothing for what is no number. */
export function amount(value: string): number | null | undefined {
  if (value.trim() === '') return null;
  const read = Number(value.trim().replace(',', '.'));
  return read >= 0 && Number.isFinite(read) ? read : undefined;
}

/** Turns what was typed into fields; what is empty stays a gap. */
export function inputOf(a: Answers, facts?: GitFacts): InterviewInput {
  const text = (value: string): string | null => value.trim() || null;
  const lines = (value: string): string[] => value.split('\n').map((one) => one.trim()).filter(Boolean);
  const number = (value: string): number | null => amount(value) ?? null;
  const side = (one: Answers['planned']): EffortAnswer | null => {
    const people = number(one.people);
    const length = number(one.length);
    const days = DAYS.find((basis) => basis === one.unit);
    return people === null && length === null ? null : { people, length, unit: days ? 'days' : one.unit, day_basis: days ?? null, basis: one.basis };
  };
  return {
    title: a.title.trim(), task_type: text(a.task), agent: text(a.agent), model: text(a.model), organisation: text(a.organisation), outcome: a.outcome, measured_result: text(a.result), team_size: number(a.teamSize), seniority: a.seniority,
    planned: side(a.planned), baseline: text(a.baseline), actual: side(a.actual), code_size: text(a.size), stack: text(a.stack), people_did: text(a.people), autonomy_level: text(a.autonomy), supervision: lines(a.supervision), what_worked: lines(a.worked), what_failed: lines(a.failed),
    learning_weeks: number(a.learning), learning_included: a.learning.trim() === '' ? null : a.learningIncluded, rework: text(a.rework), cost_usd: number(a.cost), elsewhere: text(a.elsewhere), git: facts ?? null,
  };
}
