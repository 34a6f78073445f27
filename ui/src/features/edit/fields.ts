import type { Kind, Record as FieldbookRecord, Value, Vocabulary } from '../../api/bindings';
import type { word } from '../../i18n/i18n.svelte';

type WordGroup = Parameters<typeof word>[0];

/** The values that a choice offers, and where their words are. */
export interface Choice {
  list: keyof Vocabulary | readonly string[];
  words: WordGroup;
}

/** One column of a list of items. */
export interface Column {
  key: string;
  type: 'text' | 'choice' | 'yes_no' | 'number' | 'record';
  choice?: Choice;
  /** Share of the row's width. */
  grow?: number;
}

/** How a field is edited. */
export type Field =
  | { path: string; type: 'text' | 'area' | 'date' | 'number' | 'yes_no'; half?: boolean }
  | { path: string; type: 'choice'; choice: Choice; half?: boolean }
  | { path: string; type: 'choices'; choice: Choice }
  | { path: string; type: 'list' }
  | { path: string; type: 'words'; suggest?: keyof Vocabulary }
  | { path: string; type: 'interval'; half?: boolean }
  | { path: string; type: 'effort' }
  | { path: string; type: 'items'; columns: readonly Column[] };

/** Fields that belong together. */
export interface Group {
  name: string;
  fields: readonly Field[];
  /** Shown from the start; the others unfold. */
  first?: boolean;
}

const choice = (path: string, list: Choice['list'], words: WordGroup, half = true): Field => ({ path, type: 'choice', choice: { list, words }, half });

const BASICS: Group = {
  name: 'basics',
  first: true,
  fields: [
    { path: 'title', type: 'text' },
    choice('task_type', 'task_types', 'task'),
    choice('status', 'statuses', 'status'),
    { path: 'summary', type: 'area' },
  ],
};

const WHO: Group = {
  name: 'who',
  fields: [
    { path: 'authors', type: 'words' },
    { path: 'reviewed_by', type: 'words' },
    { path: 'owner', type: 'text', half: true },
    choice('visibility', 'visibilities', 'visibility'),
    { path: 'review_by', type: 'date', half: true },
    { path: 'domain', type: 'text', half: true },
    { path: 'tags', type: 'words', suggest: 'tags' },
  ],
};

const LINKS: Group = {
  name: 'links',
  fields: [
    { path: 'caveats', type: 'list' },
    { path: 'links', type: 'items', columns: [{ key: 'rel', type: 'choice', choice: { list: 'rels', words: 'relOut' } }, { key: 'to', type: 'record', grow: 2 }] },
  ],
};

const SOURCES: Group = {
  name: 'sources',
  fields: [
    {
      path: 'sources',
      type: 'items',
      columns: [
        { key: 'id', type: 'text' },
        { key: 'title', type: 'text', grow: 2 },
        { key: 'url', type: 'text', grow: 2 },
        { key: 'tier', type: 'choice', choice: { list: ['primary', 'mirror', 'secondary'], words: 'tier' } },
      ],
    },
  ],
};

const CASE: readonly Group[] = [
  BASICS,
  {
    name: 'what',
    first: true,
    fields: [
      choice('outcome', 'outcomes', 'outcome'),
      choice('harm', 'harms', 'harm'),
      { path: 'measured_result', type: 'area' },
      { path: 'what_worked', type: 'list' },
      { path: 'what_failed', type: 'list' },
      { path: 'organisation', type: 'text', half: true },
      { path: 'date', type: 'date', half: true },
      { path: 'expected', type: 'text', half: true },
      { path: 'due', type: 'date', half: true },
    ],
  },
  {
    name: 'context',
    fields: [
      { path: 'agent.name', type: 'text', half: true },
      { path: 'agent.version', type: 'text', half: true },
      { path: 'model.name', type: 'text', half: true },
      { path: 'model.version', type: 'text', half: true },
      choice('autonomy_level', 'autonomy_levels', 'autonomy'),
      choice('infrastructure.hosting', ['cloud', 'on_premises', 'hybrid', 'local'], 'hosting'),
      { path: 'supervision', type: 'list' },
      { path: 'ground_rules', type: 'items', columns: [{ key: 'rule', type: 'text', grow: 3 }, { key: 'enforced', type: 'yes_no' }] },
    ],
  },
  {
    name: 'effort',
    fields: [
      { path: 'effort.planned', type: 'effort' },
      { path: 'effort.actual', type: 'effort' },
      choice('effort.scope_match', ['same', 'reduced', 'expanded', 'unknown'], 'scope'),
      choice('effort.learning.included', ['true', 'false', 'unknown'], 'included'),
      { path: 'effort.learning.value', type: 'number', half: true },
      choice('effort.learning.unit', 'units', 'unit'),
      { path: 'counts.successes', type: 'number', half: true },
      { path: 'counts.trials', type: 'number', half: true },
      { path: 'counts.unit', type: 'text' },
    ],
  },
  {
    name: 'evidence',
    fields: [
      choice('evidence.study_design', 'study_designs', 'design'),
      choice('evidence.independence', 'independences', 'independence'),
      choice('evidence.certainty', 'certainties', 'certaintyShort'),
      { path: 'evidence.downgraded_for', type: 'choices', choice: { list: 'downgrade_reasons', words: 'downgrade' } },
      { path: 'evidence.denominator_known', type: 'yes_no', half: true },
      { path: 'evidence.disputed', type: 'yes_no', half: true },
    ],
  },
  {
    ...SOURCES,
    fields: [
      ...SOURCES.fields,
      {
        path: 'facts',
        type: 'items',
        columns: [
          { key: 'text', type: 'text', grow: 4 },
          { key: 'mark', type: 'choice', choice: { list: ['verified', 'attributed', 'unverified'], words: 'mark' } },
          { key: 'source', type: 'text' },
        ],
      },
    ],
  },
  LINKS,
  WHO,
];

const PLAYBOOK: readonly Group[] = [
  BASICS,
  { name: 'when', first: true, fields: [{ path: 'problem', type: 'area' }, { path: 'context', type: 'area' }, { path: 'signals', type: 'list' }, { path: 'anti_signals', type: 'list' }] },
  { name: 'how', first: true, fields: [{ path: 'steps', type: 'list' }, { path: 'ground_rules', type: 'items', columns: [{ key: 'rule', type: 'text', grow: 2 }, { key: 'enforce_with', type: 'text' }] }] },
  { name: 'watch', fields: [choice('supervision.autonomy_level', 'autonomy_levels', 'autonomy', false), { path: 'supervision.gates', type: 'list' }, { path: 'supervision.stop_conditions', type: 'list' }] },
  {
    name: 'fails',
    first: true,
    fields: [
      { path: 'failure_modes', type: 'items', columns: [{ key: 'mode', type: 'text' }, { key: 'sign', type: 'text' }, { key: 'response', type: 'text' }] },
      {
        path: 'measures',
        type: 'items',
        columns: [
          { key: 'name', type: 'text', grow: 2 },
          { key: 'unit', type: 'text' },
          { key: 'direction', type: 'choice', choice: { list: ['up', 'down'], words: 'direction' } },
          { key: 'guardrail', type: 'yes_no' },
        ],
      },
      { path: 'confirmation', type: 'area' },
    ],
  },
  { name: 'ring', fields: [choice('ring', 'rings', 'ring'), { path: 'ring_decided_on', type: 'date', half: true }, { path: 'ring_reason', type: 'area' }, { path: 'ring_decided_by', type: 'text' }] },
  LINKS,
  SOURCES,
  WHO,
];

const FINDING: readonly Group[] = [
  BASICS,
  { name: 'claim', first: true, fields: [{ path: 'claim', type: 'area' }, { path: 'conditions', type: 'area' }, { path: 'out_of_scope', type: 'list' }, { path: 'half_life_months', type: 'number', half: true }] },
  {
    name: 'rows',
    first: true,
    fields: [
      {
        path: 'evidence',
        type: 'items',
        columns: [
          { key: 'ref', type: 'record', grow: 3 },
          { key: 'result', type: 'choice', choice: { list: 'results', words: 'result' } },
          { key: 'supervised', type: 'yes_no' },
          { key: 'successes', type: 'number' },
          { key: 'trials', type: 'number' },
        ],
      },
    ],
  },
  LINKS,
  SOURCES,
  WHO,
];

/** The form of a kind. */
export const FORMS: Record<Kind, readonly Group[]> = { 'case-study': CASE, playbook: PLAYBOOK, finding: FINDING };

/** Returns the value of a field as the engine read it, by the path it has in the text. */
export function valueAt(record: FieldbookRecord, path: string): Value | undefined {
  const details = record.details as unknown as Record<string, Value>;
  const [first, ...rest] = path.split('.');
  if (first === undefined) return undefined;
  // The text has one agent and model; the record has lists, for documents that name several.
  if (first === 'agent' || first === 'model') return walk(((details[`${first}s`] as Value[] | undefined) ?? [])[0], rest);
  const start = first in details && first !== 'kind' ? details[first] : (record as unknown as Record<string, Value>)[first];
  return walk(start, rest);
}

function walk(start: Value | undefined, steps: readonly string[]): Value | undefined {
  let value = start;
  for (const step of steps) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Array.isArray(value) ? value[Number(step)] : value[step];
  }
  return value;
}
