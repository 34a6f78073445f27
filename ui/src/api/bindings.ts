// The commands between the interface and the Rust side, and the types they carry.
// Generated from crates/api by `cargo test -p fieldbook-api` (ts-rs); do not edit by hand.

export type Kind = "case-study" | "playbook" | "finding";
export type Format = "fieldbook" | "pattern" | "markdown";
/** UTF-16 offsets, end exclusive. */
export type Range = [number, number];

export interface ApiError { code: string; message: string; args: { [key: string]: string } }
export type Event =
  | { type: "changed"; sequence: number }
  | { type: "progress"; task: string; done: number; total: number | null }
  | { type: "notice"; code: string; args: { [key: string]: string } }
  | { type: "open"; id: string };

export interface Notice { code: string; args: { [key: string]: string } }
export interface Status {
  version: string; sqlite: string; tantivy: string; data_dir: string; backups_dir: string; read_only: boolean;
  counts: { case_studies: number; playbooks: number; findings: number; drafts: number; trashed: number };
  index: { ready: boolean; done: number; total: number }; sequence: number; notices: Notice[];
}

export interface SearchInput { query: string; offset: number; limit: number; sort: "relevance" | "date" | "certainty"; facets: boolean; typing: boolean }
export interface SearchPage {
  query: string; took_us: number; total: number; hits: Row[]; facets: { [key: string]: FacetValue[] }; chips: Chip[]; words: string;
  did_you_mean: string | null; corrected: string | null; relax: { query: string; total: number } | null; indexing: { done: number; total: number } | null;
}
export interface FacetValue { value: string; count: number; chosen: boolean }
export interface Chip { field: string; value: string; negated: boolean; start: number; end: number; problem: string | null }
export interface Snippet { text: string; ranges: Range[]; heading: string | null; heading_id: string | null }
export interface Row {
  id: string; library: string; kind: Kind; title: string; title_ranges: Range[]; snippet: Snippet | null; date: string | null; age_months: number | null;
  status: string | null; origin: string | null; organisation: string | null; task_type: string | null; outcome: string | null; verdict: string | null;
  certainty: string | null; ring: string | null; agent: string | null; model: string | null; records_behind: number | null; organisations: number | null;
  score: number;
}

export interface Heading { level: number; id: string; text: string; line: number }
export interface LinkView {
  direction: "out" | "in"; rel: string; id: string; library: string | null; title: string | null; kind: Kind | null; outcome: string | null;
  verdict: string | null; ring: string | null; certainty: string | null; organisation: string | null; date: string | null; age_months: number | null; note: string | null;
}
export interface EvidenceView { id: string; title: string | null; outcome: string | null; note: string | null; row: ScoredRow }

/** A date as precise as its source: `2025`, `2025-03` or `2025-03-14`. */
export type PartialDate = string;
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

export interface Source {
  id: string | null; url: string | null; internal_ref: string | null; title: string | null; publisher: string | null;
  published: string | null; accessed: string | null; tier: string | null; note: string | null;
}
export interface StatedLink { rel: string; to: string; note: string | null }
export interface Verification { by: string | null; on: PartialDate | null; agent: string | null; model: string | null; note: string | null }
export interface Record {
  id: string; kind: Kind; title: string; status: string; summary: string | null; task_type: string | null; domain: string | null; tags: string[];
  authors: string[]; reviewed_by: string[]; owner: string | null; created: PartialDate | null; updated: PartialDate | null; review_by: PartialDate | null;
  visibility: string | null; origin: string; sources: Source[]; links: StatedLink[]; caveats: string[]; aliases: string[]; verified: Verification[];
  status_reason: string | null; details: Details; claimed: Claimed | null; unknown_keys: string[];
}
export type Details = ({ kind: "case-study" } & CaseStudy) | ({ kind: "playbook" } & Playbook) | ({ kind: "finding" } & Finding);

export interface Agent { name: string | null; version: string | null; harness: string | null }
export interface Model { name: string | null; version: string | null }
export interface Interval { min: number; max: number }
export interface Duration { min: number; max: number; unit: string; day_basis: string | null }
export interface Team { size: Interval | null; seniority: string[]; roles: string[]; note: string | null }
export interface Infrastructure {
  hosting: string | null; provider: string | null; compute: string | null; accelerators: string | null; data_location: string | null; note: string | null;
}
export interface EffortSide { people: Interval | null; duration: Duration | null; basis: string | null; note: string | null }
export interface Learning { value: number | null; unit: string | null; included: string | null }
export interface AgentCost { usd: number | null; tokens: number | null }
export interface StatedRatio { of: string; value: number | null; min: number | null; max: number | null; basis: string | null }
export interface Effort {
  planned: EffortSide | null; actual: EffortSide | null; learning: Learning | null; scope_match: string | null; agent_cost: AgentCost | null; ratio: StatedRatio | null;
}
export interface Counts { role: string | null; successes: number | null; trials: number | null; rate: number | null; unit: string | null; approximate: boolean | null }
export interface ActionItem { text: string; owner: string | null; type: string | null }
export interface Incident {
  trigger: string | null; detection: string | null; root_causes: string[]; resolution: string | null; action_items: ActionItem[]; got_lucky: string[];
}
export interface Evidence {
  study_design: string | null; independence: string | null; certainty: string | null; downgraded_for: string[]; denominator_known: boolean | null; disputed: boolean | null;
}
export interface Fact { text: string; mark: string | null; source: string | null }
export interface CaseStudy {
  organisation: string | null; date: PartialDate | null; agents: Agent[]; models: Model[]; autonomy_level: string | null; supervision: string[];
  ground_rules: GroundRule[]; team: Team | null; infrastructure: Infrastructure | null; effort: Effort; counts: Counts | null; outcome: string | null;
  expected: string | null; due: PartialDate | null; measured_result: string | null; what_worked: string[]; what_failed: string[];
  only_successes_reported: boolean; harm: string | null; incident: Incident | null; evidence: Evidence; facts: Fact[];
}

export interface GroundRule { rule: string; enforced: boolean | null; enforce_with: string | null }
export interface Supervision { autonomy_level: string | null; gates: string[]; stop_conditions: string[] }
export interface FailureMode { mode: string; sign: string | null; response: string | null }
export interface Measure { name: string; unit: string | null; direction: string | null; guardrail: boolean | null }
export interface Playbook {
  problem: string | null; context: string | null; forces: string[]; signals: string[]; anti_signals: string[]; preconditions: string[]; steps: string[];
  ground_rules: GroundRule[]; supervision: Supervision; failure_modes: FailureMode[]; measures: Measure[]; confirmation: string | null;
  ring: string | null; ring_reason: string | null; ring_decided_by: string | null; ring_decided_on: PartialDate | null;
}

export interface EvidenceRef {
  ref: string; result: string; supervised: boolean | null; successes: number | null; trials: number | null; severe: boolean;
  agent: string | null; model: string | null; note: string | null;
}
export interface Finding {
  claim: string | null; conditions: string | null; out_of_scope: string[]; half_life_months: number | null; ages: boolean; evidence: EvidenceRef[];
}
export interface Claimed {
  status: string | null; category: string | null; maturity: string | null; complexity: string | null; effort: string | null; impact: string | null;
  evidence_grade: string | null; evidence_snapshot: string | null; tools: string[]; domains: string[]; based_on: string[]; source: string | null;
  slug: string | null; pattern_id: string | null; anti_patterns: string[];
}

export type Severity = "error" | "warning" | "hint";
/** One thing the checker says; `message` is the English sentence where the interface has no words for the code. */
export interface Check {
  code: string; severity: Severity; blocks_publishing: boolean; field: string | null; line: number | null; args: { [key: string]: string }; message?: string;
}
/** Where a field stands in the text; lines count from 1, both inclusive. */
export interface FieldSpan { path: string; first_line: number; last_line: number }
export type PathStep = number | string;
/** One change of one field; a null `value` removes it. */
export interface Edit { path: PathStep[]; value: Value | null }

export interface Factor { min: number; max: number; point: number | null }
export type Quantity = "person_effort" | "elapsed_time" | "team_ratio" | "output_ratio";
export type Baseline = "measured" | "historical" | "estimated" | "felt" | "unknown";
export type Badge =
  | "measured" | "historical_baseline" | "estimated_baseline" | "felt" | "learning_not_counted" | "scope_differs" | "day_basis_assumed" | "slower" | "output_ratio";
export type Missing = "planned" | "actual" | "planned_people" | "actual_people" | "planned_duration" | "actual_duration" | "unusable";
export type Convention = "standard" | "thirty_day_months" | "working_days" | "actual_people" | "planned_people" | "learning_weeks";
export interface Assumption { convention: Convention; amount: number | null; factor: Factor }
export interface Leverage {
  person_effort: Factor | null; team_ratio: Factor | null; time_ratio: Factor | null; output_ratio: Factor | null; with_learning: Factor | null;
  planned_person_months: Factor | null; actual_person_months: Factor | null; headline: string | null; headline_of: Quantity | null; slower: boolean;
  baseline: Baseline | null; badges: Badge[]; countable: boolean; missing: Missing[]; scope_match: string | null; learning_included: string | null;
  agent_cost: AgentCost | null; assumptions: Assumption[];
}

export interface EvidenceRow {
  ref: string; result: string; supervised: boolean; successes: number | null; trials: number | null; severe: boolean; organisation: string | null;
  date: PartialDate | null; certainty: string | null; disputed: boolean; denominator_known: boolean; agent: string | null; model: string | null; origin: string | null;
}
export type VerdictWord = "can" | "can_with_supervision" | "cannot" | "contested" | "insufficient_evidence";
export interface Stratum { p: number; n_eff: number; lo: number; hi: number; organisations: number; entries: number; not_full_success: number }
export type Flag = "reported_only_successes" | "reported_only_failures" | "denominator_unknown_in_part" | "stale" | "inconsistency" | "imprecision";
export type Reason = "no_evidence" | "one_organisation" | "too_few_trials" | "severe_incident" | "interval_too_wide" | "evidence_conflicts";
export interface RowCounts { supports: number; mixed: number; refutes: number; none: number }
export type ScoredRow = EvidenceRow & { score: number | null; size: number; weight: number; recency: number; age_months: number | null };
export interface Verdict {
  verdict: VerdictWord; certainty: string; supervised: Stratum | null; unsupervised: Stratum | null; all: Stratum | null; fail_safe_n: number | null;
  fragile: boolean; flags: Flag[]; reason: Reason | null; counts: RowCounts; organisations: number; newest_evidence_months: number | null;
  newest_ref: string | null; retest: boolean; rows: ScoredRow[];
}

export interface RecordView {
  id: string; library: string; library_name: string; kind: Kind; format: Format; revision: number; updated_at: number; updated_by: string; trashed: boolean;
  has_draft: boolean; starter: boolean; text: string; record: Record; checks: Check[]; html: string; outline: Heading[]; degraded: string | null;
  remote_images: number; links: LinkView[]; evidence: EvidenceView[]; leverage: Leverage | null; verdict: Verdict | null; playbook_certainty: Verdict | null;
}

export interface Analysis { record: Record; checks: Check[]; fields: FieldSpan[]; body_line: number; html: string; outline: Heading[]; degraded: string | null }
export interface EditorState {
  id: string; library: string; kind: Kind; format: Format; text: string; base_revision: number; current_revision: number; from_draft: boolean; draft_at: number | null; analysis: Analysis;
}
export type SaveOutcome =
  | { type: "saved"; id: string; revision: number; checks: Check[] }
  | { type: "unchanged"; revision: number }
  | { type: "stale"; current_revision: number; current_text: string };
export interface RevisionView { revision: number; at: number; actor: string; note: string | null; size: number; hash: string }
export interface Diff { from: number; to: number; fields: FieldChange[]; body: DiffBlock[]; added: number; removed: number }
export interface FieldChange { path: string; before: string | null; after: string | null }
export interface DiffBlock { kind: "same" | "added" | "removed" | "changed"; before: DiffLine[]; after: DiffLine[] }
export interface DiffLine { line: number; parts: { text: string; changed: boolean }[] }

export interface Settings {
  theme: "system" | "light" | "dark"; language: "system" | "en" | "zh"; author: string; single_keys: boolean; preview: boolean;
}
export interface Vocabulary {
  task_types: string[]; statuses: string[]; outcomes: string[]; certainties: string[]; study_designs: string[]; independences: string[]; autonomy_levels: string[];
  harms: string[]; visibilities: string[]; rings: string[]; units: string[]; bases: string[]; rels: string[]; results: string[]; downgrade_reasons: string[];
  agents: string[]; models: string[]; tags: string[];
}
export interface Suggestion { value: string; label: string | null; count: number }
export interface Trashed { id: string; library: string; title: string; kind: Kind; at: number }
export interface Attachment { hash: string; markdown: string; width: number; height: number }
export interface DoctorReport { ok: boolean; checks: { name: string; ok: boolean; detail: string }[] }

export type Commands = {
  status: [null, Status];
  search: [SearchInput, SearchPage];
  suggest: [{ field: string; prefix: string; limit: number }, Suggestion[]];
  toggle_filter: [{ query: string; field: string; value: string; on: boolean }, { query: string }];
  get_record: [{ id: string }, RecordView];
  vocabulary: [null, Vocabulary];
  new_record: [{ kind: Kind; title: string }, { id: string }];
  duplicate_record: [{ id: string }, { id: string }];
  trash_record: [{ id: string }, { id: string }];
  untrash_record: [{ id: string }, { id: string }];
  trashed_records: [null, Trashed[]];
  open_editor: [{ id: string }, EditorState];
  analyse: [{ id: string; text: string }, Analysis];
  edit_text: [{ text: string; edits: Edit[] }, { text: string }];
  put_draft: [{ id: string; text: string; base_revision: number }, { at: number }];
  discard_draft: [{ id: string }, null];
  save_record: [{ id: string; text: string; base_revision: number | null; note: string | null }, SaveOutcome];
  history: [{ id: string }, RevisionView[]];
  diff: [{ id: string; from: number; to: number }, Diff];
  restore_revision: [{ id: string; revision: number; base_revision: number | null }, SaveOutcome];
  attach_image: [{ data: string; name: string }, Attachment];
  settings: [null, Settings];
  set_settings: [Settings, Settings];
  doctor: [{ deep: boolean }, DoctorReport];
  backup_now: [null, { file: string; records: number }];
  rebuild_index: [null, null];
  export_folder: [{ dir: string; query: string | null }, { written: number; unchanged: number }];
};
