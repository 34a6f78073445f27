// Generated from Rust by `cargo xtask bindings`; a test fails when it is out of date.

/** Where something begins and ends in a text, in UTF-16 units; the end is exclusive. */
export type Range = [number, number];

/**
 * Something that is done after an incident.
 */
export type ActionItem = { 
/**
 * What.
 */
text: string, 
/**
 * By whom.
 */
owner: string | null, 
/**
 * To what end.
 */
type: ActionType | null, };

/**
 * What an action item does about an incident.
 */
export type ActionType = string;

/**
 * A library to be added.
 */
export type AddLibrary = { 
/**
 * Its name here: 3 to 64 of a-z, 0-9 and hyphens.
 */
name: string, 
/**
 * Its address.
 */
url: string, 
/**
 * Whether to make it a library if it is empty or has no marker file.
 */
create: boolean, 
/**
 * Whether only to say what would happen.
 */
dry_run: boolean, };

/**
 * How adding a library ended.
 */
export type AddOutcome = { "type": "added", 
/**
 * The library.
 */
library: SharedLibrary, 
/**
 * Whether it was made a library just now.
 */
created: boolean, } | { "type": "would_add", 
/**
 * Whether it would be made a library.
 */
creates: boolean, 
/**
 * Records it holds.
 */
records: number, } | { "type": "bad_name" } | { "type": "bad_url", 
/**
 * Why, in English.
 */
reason: string, } | { "type": "refused", 
/**
 * Why.
 */
refusal: Refusal, 
/**
 * Whether it could be made a library.
 */
can_create: boolean, };

/**
 * Case studies of an age.
 */
export type AgeBucket = { 
/**
 * At least this many months.
 */
from_months: number, 
/**
 * Less than this many; `None`: any older.
 */
to_months: number | null, 
/**
 * How many.
 */
records: number, 
/**
 * The query that lists them.
 */
query: string, };

/**
 * An agent: the tool around the model.
 */
export type Agent = { 
/**
 * Name.
 */
name: string | null, 
/**
 * Version.
 */
version: string | null, 
/**
 * What was built around it.
 */
harness: string | null, };

/**
 * What the agent cost.
 */
export type AgentCost = { 
/**
 * US dollars.
 */
usd: number | null, 
/**
 * Tokens.
 */
tokens: number | null, };

/**
 * Asks what a text says.
 */
export type AnalyseInput = { id: string, text: string, };

/**
 * What a text says, while it is being edited.
 */
export type Analysis = { 
/**
 * The record as far as it could be read.
 */
record: Record, 
/**
 * What the checker has to say.
 */
checks: Array<Check>, 
/**
 * Which lines hold which field.
 */
fields: Array<FieldSpan>, 
/**
 * The line on which the body begins, from 1.
 */
body_line: number, 
/**
 * The body as safe HTML.
 */
html: string, 
/**
 * The body's headings.
 */
outline: Array<Heading>, 
/**
 * Why the body is shown as plain text, if it is.
 */
degraded: string | null, };

/**
 * What is known about something one is about to try.
 */
export type Answer = { 
/**
 * The query as it was asked.
 */
query: string, 
/**
 * The query that the numbers are counted over.
 */
counted: string, 
/**
 * The filters that were left out for that, as written: `outcome:failed`.
 */
left_out: Array<string>, 
/**
 * Microseconds that it took.
 */
took_us: number, 
/**
 * What can be said at all.
 */
saying: Saying, 
/**
 * All attempts.
 */
attempts: Attempts, 
/**
 * Matching records that were withdrawn: counted in none of these numbers.
 */
withdrawn: number, 
/**
 * Those made here.
 */
internal: Attempts, 
/**
 * Those from public sources and imports.
 */
elsewhere: Attempts, 
/**
 * For `total`, each outcome, and `withdrawn` if any was, the query that lists those records.
 */
opens: { [key in string]: string }, 
/**
 * Different organisations among the attempts.
 */
organisations: number, 
/**
 * Age in months of the newest attempt.
 */
newest_months: number | null, 
/**
 * Findings, the closest first; empty: no finding covers this.
 */
findings: Array<AnswerFinding>, 
/**
 * Playbooks, the best first.
 */
playbooks: Array<Row>, 
/**
 * What goes wrong, the commonest first.
 */
failure_modes: Array<FailureCount>, 
/**
 * How many of the best attempts were read for what goes wrong.
 */
failures_read: number, };

/**
 * A finding with its verdict.
 */
export type AnswerFinding = { 
/**
 * The finding as a row of a list.
 */
row: Row, 
/**
 * Its verdict without the rows.
 */
verdict: VerdictBrief, };

/**
 * An error as a code with arguments; the interface has the words in each language.
 */
export type ApiError = { 
/**
 * Stable code, such as `disk-full`.
 */
code: string, 
/**
 * The error in English, for logs and for codes the interface does not know.
 */
message: string, 
/**
 * Values for the sentence.
 */
args: { [key in string]: string }, };

/**
 * The factor under one other convention.
 */
export type Assumption = { 
/**
 * What is assumed.
 */
convention: Convention, 
/**
 * The number that the convention speaks of: people, or weeks of learning.
 */
amount: number | null, 
/**
 * The factor that follows.
 */
factor: Factor, };

/**
 * A picture as base64, and the name of its file.
 */
export type AttachInput = { data: string, name: string, };

/**
 * A picture that was taken into the store.
 */
export type Attached = { 
/**
 * BLAKE3 of its bytes, in hexadecimal: its name.
 */
hash: string, 
/**
 * What to write into the body.
 */
markdown: string, 
/**
 * Width in pixels.
 */
width: number, 
/**
 * Height in pixels.
 */
height: number, };

/**
 * Whether an attempt is still running.
 */
export type AttemptState = "closed" | "open" | "overdue" | "unreported";

/**
 * Attempts by outcome; each is in exactly one of the numbers below `total`.
 */
export type Attempts = { 
/**
 * All case studies.
 */
total: number, 
/**
 * Did what was hoped for.
 */
succeeded: number, 
/**
 * In part.
 */
mixed: number, 
/**
 * Did not.
 */
failed: number, 
/**
 * Given up before an end.
 */
abandoned: number, 
/**
 * Nobody can tell.
 */
inconclusive: number, 
/**
 * Nobody said how it ended: long overdue, not reported by the source, or not stated.
 */
unreported: number, 
/**
 * Running, not long overdue; no part of any rate.
 */
open: number, 
/**
 * There was nothing to succeed at; no part of any rate.
 */
not_applicable: number, };

/**
 * Who steers: the five levels of autonomy, named by the user's role.
 */
export type AutonomyLevel = string;

/**
 * A verified backup.
 */
export type BackupMade = { 
/**
 * The file.
 */
file: string, 
/**
 * Records in it.
 */
records: number, };

/**
 * Something to show beside a factor.
 */
export type Badge = "measured" | "historical_baseline" | "estimated_baseline" | "felt" | "learning_not_counted" | "scope_differs" | "day_basis_assumed" | "slower" | "output_ratio";

/**
 * Where the baseline comes from.
 */
export type Baseline = "measured" | "historical" | "estimated" | "felt" | "unknown";

/**
 * Where an effort figure comes from.
 */
export type Basis = string;

/**
 * What happened to a block of lines.
 */
export type BlockKind = "same" | "added" | "removed" | "changed";

/**
 * The map.
 */
export type CapabilityMap = { 
/**
 * What the columns are.
 */
by: MapBy, 
/**
 * Which records were counted.
 */
query: string, 
/**
 * Microseconds that it took.
 */
took_us: number, 
/**
 * The columns in order, first `all`.
 */
columns: Array<MapColumn>, 
/**
 * Columns there would be beyond these, the ones with fewest records.
 */
columns_left_out: number, 
/**
 * Case studies that name no agent or model: counted under `all` alone.
 */
not_named: number, 
/**
 * A row for every task type.
 */
rows: Array<MapRow>, 
/**
 * How the sample came about.
 */
sample: Sample, };

/**
 * What happened once, somewhere.
 */
export type CaseStudy = { 
/**
 * Who did it; `anonymous` is allowed.
 */
organisation: string | null, 
/**
 * When it happened or was reported.
 */
date: PartialDate | null, 
/**
 * Agents used; usually one.
 */
agents: Array<Agent>, 
/**
 * Models used; empty means "model not stated".
 */
models: Array<Model>, 
/**
 * Who steered.
 */
autonomy_level: AutonomyLevel | null, 
/**
 * What people or machines checked.
 */
supervision: Array<string>, 
/**
 * Rules that were in force, and whether something outside the model enforced them.
 */
ground_rules: Array<GroundRule>, 
/**
 * Who worked on it.
 */
team: Team | null, 
/**
 * What it ran on.
 */
infrastructure: Infrastructure | null, 
/**
 * Planned and actual effort.
 */
effort: Effort, 
/**
 * A count with its denominator.
 */
counts: Counts | null, 
/**
 * How it ended.
 */
outcome: Outcome | null, 
/**
 * What an open attempt hopes for.
 */
expected: string | null, 
/**
 * When an open attempt should be closed.
 */
due: PartialDate | null, 
/**
 * Number, unit and comparison.
 */
measured_result: string | null, 
/**
 * What worked.
 */
what_worked: Array<string>, 
/**
 * What failed.
 */
what_failed: Array<string>, 
/**
 * The author typed "none reported" for what failed: only successes are known.
 */
only_successes_reported: boolean, 
/**
 * How much damage was done.
 */
harm: Harm | null, 
/**
 * What happened, if damage was done.
 */
incident: Incident | null, 
/**
 * How strong the evidence is.
 */
evidence: Evidence, 
/**
 * Single statements with their marks.
 */
facts: Array<Fact>, };

/**
 * What a cell's verdict rests on.
 */
export type CellBasis = "unknown" | "cases" | "finding" | "findings";

/**
 * How sure one can be, after GRADE.
 */
export type Certainty = string;

/**
 * One thing the checker says.
 */
export type Check = { 
/**
 * What it is about, in a stable word.
 */
code: CheckCode, 
/**
 * How much it matters now.
 */
severity: Severity, 
/**
 * It must be put right before the record can be published; `--strict` counts it as an error.
 */
blocks_publishing: boolean, 
/**
 * Path of the field, such as `effort.planned.people` or `what_failed.0`.
 */
field: string | null, 
/**
 * Line in the file, from 1; for something missing, the line of what should contain it.
 */
line: number | null, 
/**
 * What the message speaks of, by name.
 */
args: { [key in string]: string }, };

/**
 * Stable words for what the checker finds.
 */
export type CheckCode = "document-too-large" | "front-matter-too-large" | "front-matter-too-deep" | "front-matter-too-many-values" | "front-matter-broken" | "front-matter-unclosed" | "front-matter-missing" | "front-matter-not-keys" | "yaml-feature-refused" | "duplicate-key" | "unknown-key" | "wrong-type" | "unknown-value" | "unknown-task-type" | "date-unreadable" | "date-in-future" | "interval-reversed" | "invalid-id" | "id-differs" | "invalid-tag" | "schema-newer" | "too-long" | "too-many" | "missing-field" | "what-failed-missing" | "only-successes-reported" | "reviewer-missing" | "reviewer-is-author" | "source-tier-missing" | "source-unknown" | "fact-without-source" | "fact-unverified" | "effort-one-sided" | "scope-match-missing" | "felt-number" | "rate-differs" | "counts-unusable" | "incident-missing" | "disputed-without-caveat" | "attempt-overdue" | "attempt-unreported" | "steps-out-of-range" | "failure-modes-too-few" | "rule-without-enforcement" | "review-overdue" | "link-without-target" | "link-to-itself" | "imported-as-claims";

/**
 * A filter that the query states.
 */
export type Chip = { 
/**
 * The field's name.
 */
field: string, 
/**
 * The value as written.
 */
value: string, 
/**
 * Whether it excludes.
 */
negated: boolean, 
/**
 * Where it begins in the query, in UTF-16 units.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * A code saying why it has no effect, if it has none.
 */
problem: string | null, };

/**
 * What an imported document claims about itself.
 *
 * None of it enters a status, a certainty or a verdict of ours: an imported pattern starts at
 * "0 uses here".
 */
export type Claimed = { 
/**
 * The catalogue's status, such as `validated-in-production`.
 */
status: string | null, 
/**
 * The catalogue's category; also the record's domain.
 */
category: string | null, 
/**
 * `early`, `maturing`, `mature`.
 */
maturity: string | null, 
/**
 * `low`, `medium`, `high`.
 */
complexity: string | null, 
/**
 * `hours`, `days`, `weeks`.
 */
effort: string | null, 
/**
 * `low`, `medium`, `high`.
 */
impact: string | null, 
/**
 * `high`, `medium`, `low`, `mixed`, `unknown`.
 */
evidence_grade: string | null, 
/**
 * What the grade rests on.
 */
evidence_snapshot: string | null, 
/**
 * Tools it asks for.
 */
tools: Array<string>, 
/**
 * Where it is used.
 */
domains: Array<string>, 
/**
 * Who or what it is based on.
 */
based_on: Array<string>, 
/**
 * Address of the main source.
 */
source: string | null, 
/**
 * The catalogue's slug.
 */
slug: string | null, 
/**
 * The catalogue's id.
 */
pattern_id: string | null, 
/**
 * Ids or slugs of opposing patterns.
 */
anti_patterns: Array<string>, };

/**
 * How an open attempt ended.
 */
export type CloseInput = { 
/**
 * The attempt.
 */
id: string, 
/**
 * How it ended; anything but `open`.
 */
outcome: string, 
/**
 * One line; what failed, if anything did.
 */
note?: string | null, 
/**
 * Days it took.
 */
actual_days?: number | null, };

/**
 * An attempt that is closed.
 */
export type Closed = { 
/**
 * Its id.
 */
id: string, 
/**
 * How it ended.
 */
outcome: string, 
/**
 * The revision that says so.
 */
revision: number, };

/**
 * A part that was merged without asking.
 */
export type Combined = { 
/**
 * What it is.
 */
part: MergePart, 
/**
 * Its name for people.
 */
label: string, 
/**
 * Whose it is now.
 */
from: MergeSide, };

/**
 * A record that is compared.
 */
export type CompareHead = { 
/**
 * The record as `<library>/<id>`.
 */
id: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * Its title.
 */
title: string, };

/**
 * A field of every record.
 */
export type CompareRow = { 
/**
 * The field's path: `effort.actual.people`.
 */
field: string, 
/**
 * A value a record; `None` where it does not say.
 */
values: Array<string | null>, 
/**
 * Whether they differ.
 */
differs: boolean, };

/**
 * Records side by side.
 */
export type Comparison = { 
/**
 * The records, in the order asked for.
 */
records: Array<CompareHead>, 
/**
 * Their fields: first those that differ, each part in the order of the documents.
 */
rows: Array<CompareRow>, };

/**
 * Asks what could stand at a place of a query.
 */
export type CompleteInput = { 
/**
 * The query as typed so far.
 */
query: string, 
/**
 * Where the caret is, in UTF-16 units.
 */
caret: number, 
/**
 * Most completions, at most 50.
 */
limit: number, };

/**
 * A completion.
 */
export type Completed = { 
/**
 * The field.
 */
field: string, 
/**
 * Its value; `None` completes the field's name only.
 */
value: string | null, 
/**
 * How many records the query would find with it; `None` for a name.
 */
count: number | null, };

/**
 * What could stand there.
 */
export type Completions = { 
/**
 * The field whose value is being typed.
 */
field: string | null, 
/**
 * Where what is being typed begins, in UTF-16 units, without a leading minus.
 */
start: number, 
/**
 * Where it ends.
 */
end: number, 
/**
 * What could stand there, the most likely first.
 */
items: Array<Completed>, };

/**
 * Names a conflict, with the decisions so far.
 */
export type ConflictInput = { id: string, choices: Array<MergeChoice>, };

/**
 * A conflict in the list.
 */
export type ConflictRow = { 
/**
 * The library.
 */
library: string, 
/**
 * The record.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Parts to decide.
 */
parts: number, 
/**
 * When it was found, in milliseconds since 1970.
 */
found: number, };

/**
 * A conflict part by part.
 */
export type ConflictView = { 
/**
 * Its row.
 */
row: ConflictRow, 
/**
 * The revision that is here; names the state that was looked at.
 */
revision: number, 
/**
 * What a person decides.
 */
conflicts: Array<MergeConflict>, 
/**
 * What was put together without asking.
 */
combined: Array<Combined>, 
/**
 * The text as it would be with the decisions so far.
 */
text: string, 
/**
 * What was agreed before.
 */
base: string | null, 
/**
 * What is here.
 */
mine: string, 
/**
 * What is there.
 */
theirs: string, };

/**
 * A convention of counting.
 */
export type Convention = "standard" | "thirty_day_months" | "working_days" | "actual_people" | "planned_people" | "learning_weeks";

/**
 * What a count may be used for.
 */
export type CountRole = string;

/**
 * A count with its denominator.
 */
export type Counts = { 
/**
 * What it may be used for.
 */
role: CountRole | null, 
/**
 * How many succeeded.
 */
successes: number | null, 
/**
 * Of how many.
 */
trials: number | null, 
/**
 * Share between 0 and 1, as stated.
 */
rate: number | null, 
/**
 * What was counted.
 */
unit: string | null, 
/**
 * The figures are rounded by the source.
 */
approximate: boolean | null, };

/**
 * Where a record of attempts is thin or one-sided.
 */
export type CoverageGap = "unknown" | "one_record" | "no_failure" | "no_success" | "old";

/**
 * What is known of a task type.
 */
export type CoverageRow = { 
/**
 * The task type.
 */
task_type: string, 
/**
 * How attempts ended.
 */
attempts: Attempts, 
/**
 * Age in months of the newest.
 */
newest_months: number | null, 
/**
 * Where the record is thin or one-sided.
 */
gaps: Array<CoverageGap>, 
/**
 * The query that lists them.
 */
query: string, };

/**
 * What to write as a table.
 */
export type CsvInput = { 
/**
 * Which view.
 */
view: CsvView, 
/**
 * Which records count.
 */
query?: string, 
/**
 * The columns of the map.
 */
by?: MapBy, 
/**
 * The records to compare.
 */
ids?: Array<string>, };

/**
 * A table as CSV.
 */
export type CsvTable = { 
/**
 * A name for the file.
 */
name: string, 
/**
 * Its content.
 */
text: string, };

/**
 * A view that can be written as a table.
 */
export type CsvView = "map" | "outcomes" | "leverage" | "ages" | "coverage" | "open" | "compare";

/**
 * Whether days are calendar or working days.
 */
export type DayBasis = string;

/**
 * What a kind adds to the common fields.
 */
export type Details = { "kind": "case-study" } & CaseStudy | { "kind": "playbook" } & Playbook | { "kind": "finding" } & Finding;

/**
 * What changed between two revisions, as a person reads it.
 */
export type Diff = { 
/**
 * The older side.
 */
from: number, 
/**
 * The newer side.
 */
to: number, 
/**
 * Front-matter fields that differ, in the order of the newer text.
 */
fields: Array<FieldChange>, 
/**
 * The body, as blocks of equal and of changed lines.
 */
body: Array<DiffBlock>, 
/**
 * Body lines added.
 */
added: number, 
/**
 * Body lines removed.
 */
removed: number, };

/**
 * Consecutive lines that are all the same or all changed.
 */
export type DiffBlock = { 
/**
 * What happened to them.
 */
kind: BlockKind, 
/**
 * The older lines; empty where lines were added.
 */
before: Array<DiffLine>, 
/**
 * The newer lines; empty where lines were removed.
 */
after: Array<DiffLine>, };

/**
 * Names two revisions.
 */
export type DiffInput = { id: string, from: number, to: number, };

/**
 * One line, in parts.
 */
export type DiffLine = { 
/**
 * Its number in the body, from 1.
 */
line: number, 
/**
 * Its text in parts; joined they are the line without its line end.
 */
parts: Array<DiffPart>, };

/**
 * A run of words that changed, or did not.
 */
export type DiffPart = { 
/**
 * The words.
 */
text: string, 
/**
 * Whether the other side lacks them.
 */
changed: boolean, };

/**
 * Which way a measure should move.
 */
export type Direction = string;

/**
 * Asks for a look at the installation.
 */
export type DoctorInput = { deep: boolean, };

/**
 * Why a certainty was lowered, after GRADE.
 */
export type Downgrade = string;

/**
 * What is being typed, and the revision it started from.
 */
export type DraftInput = { id: string, text: string, base_revision: number, };

/**
 * How long something took.
 */
export type Duration = { 
/**
 * At least, in `unit`.
 */
min: number, 
/**
 * At most, in `unit`.
 */
max: number, 
/**
 * Unit of both.
 */
unit: Unit, 
/**
 * Whether days are calendar days; not stated means calendar, and is shown as an assumption.
 */
day_basis: DayBasis | null, };

/**
 * One change of one field.
 */
export type Edit = { 
/**
 * Where: keys and list positions from the top.
 *
 * Missing maps on the way are made. A list position equal to the list's length appends.
 */
path: Array<PathStep>, 
/**
 * The new value; `None` removes the key or list item.
 *
 * In JSON an absent `value` removes, and `null` writes an explicit null.
 */
value?: Value, };

/**
 * Asks for a form's changes to be written into a text.
 */
export type EditInput = { text: string, edits: Array<Edit>, };

/**
 * What the editor opens with.
 */
export type EditorState = { 
/**
 * The record's id.
 */
id: string, 
/**
 * The library that holds it.
 */
library: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * The convention of its text.
 */
format: Format, 
/**
 * The text to edit: the unsaved draft where there is one.
 */
text: string, 
/**
 * The revision that the text started from.
 */
base_revision: number, 
/**
 * The newest revision; larger than the base when someone else saved meanwhile.
 */
current_revision: number, 
/**
 * Whether the text is an unsaved draft.
 */
from_draft: boolean, 
/**
 * When the draft was kept, in milliseconds since 1970.
 */
draft_at: number | null, 
/**
 * What the text says.
 */
analysis: Analysis, };

/**
 * Planned and actual effort, and what one must know to compare them.
 */
export type Effort = { 
/**
 * What it would have taken, or was planned to take.
 */
planned: EffortSide | null, 
/**
 * What it took.
 */
actual: EffortSide | null, 
/**
 * Time spent on learning the tool.
 */
learning: Learning | null, 
/**
 * Whether both sides had the same scope.
 */
scope_match: ScopeMatch | null, 
/**
 * What the agent cost; never turned into people.
 */
agent_cost: AgentCost | null, 
/**
 * A ratio that the source states or measured itself.
 */
ratio: StatedRatio | null, };

/**
 * People and time.
 */
export type EffortAnswer = { 
/**
 * People in full-time equivalents.
 */
people?: number | null, 
/**
 * How long.
 */
length?: number | null, 
/**
 * In what: a word of the list of units.
 */
unit?: string | null, 
/**
 * Which days, where the unit is days: a word of the list of day bases.
 */
day_basis?: string | null, 
/**
 * Where the figures come from: a word of the list of bases.
 */
basis?: string | null, };

/**
 * One side of the comparison.
 */
export type EffortSide = { 
/**
 * People in full-time equivalents.
 */
people: Interval | null, 
/**
 * Elapsed time.
 */
duration: Duration | null, 
/**
 * Where the figures come from.
 */
basis: Basis | null, 
/**
 * Anything else.
 */
note: string | null, };

/**
 * Something happened.
 */
export type Event = { "type": "changed", 
/**
 * The number of the newest change.
 */
sequence: number, } | { "type": "progress", 
/**
 * Which work: `index`; of an exchange with a shared library `receive`, `plan` and `take_in`.
 */
task: string, 
/**
 * Steps done; all of them when the work ends, however it ends.
 */
done: number, 
/**
 * Steps in all, where known.
 */
total: number | null, } | { "type": "notice", 
/**
 * Stable code.
 */
code: string, 
/**
 * Values for the sentence.
 */
args: { [key in string]: string }, };

/**
 * How strong the evidence is.
 */
export type Evidence = { 
/**
 * How it was obtained.
 */
study_design: StudyDesign | null, 
/**
 * Who reports.
 */
independence: Independence | null, 
/**
 * How sure one can be.
 */
certainty: Certainty | null, 
/**
 * Why the certainty was lowered.
 */
downgraded_for: Array<Downgrade>, 
/**
 * Whether one knows how many attempts there were in all.
 */
denominator_known: boolean | null, 
/**
 * Whether someone disputes it.
 */
disputed: boolean | null, };

/**
 * One row of evidence as the finding states it.
 */
export type EvidenceRef = { 
/**
 * Id of the case study.
 */
ref: string, 
/**
 * What the case says about the claim.
 */
result: EvidenceResult, 
/**
 * Whether a person supervised; unknown counts as unsupervised.
 */
supervised: boolean | null, 
/**
 * How many succeeded.
 */
successes: number | null, 
/**
 * Of how many.
 */
trials: number | null, 
/**
 * A severe incident under this claim.
 */
severe: boolean, 
/**
 * Agent, where the case names several.
 */
agent: string | null, 
/**
 * Model, where the case names several.
 */
model: string | null, 
/**
 * Anything else.
 */
note: string | null, };

/**
 * Something that evidence is wanted of. Nobody's name is in it.
 */
export type EvidenceRequest = { 
/**
 * Its number in the inbox: `request:3`.
 */
id: string, 
/**
 * What was searched.
 */
query: string, 
/**
 * Task type.
 */
task_type: string | null, 
/**
 * One line.
 */
note: string | null, 
/**
 * The day it was first asked: ISO 8601.
 */
asked_on: string, 
/**
 * How often it was asked.
 */
times: number, };

/**
 * What a case says about a finding's claim.
 */
export type EvidenceResult = string;

/**
 * Which rows count.
 */
export type EvidenceSelection = { 
/**
 * Only rows at most this many months old; undated rows then do not count.
 */
last_months?: number | null, 
/**
 * Only rows whose agent has this in its name, in any case.
 */
agent?: string | null, 
/**
 * Only rows whose model has this in its name, in any case: a family such as `claude`.
 */
model?: string | null, };

/**
 * One record behind a verdict.
 */
export type EvidenceView = { 
/**
 * The case study's id.
 */
id: string, 
/**
 * Its title; `None` where no such record is here.
 */
title: string | null, 
/**
 * How the attempt ended, whatever it says about this claim.
 */
outcome: string | null, 
/**
 * The row's own words on why it counts as it does.
 */
note: string | null, 
/**
 * The row with its score, size, weight and recency.
 */
row: ScoredRow, };

/**
 * A finding that may be published.
 */
export type ExceptionInput = { 
/**
 * The record.
 */
id: string, 
/**
 * The finding's fingerprint.
 */
fingerprint: string, 
/**
 * Why it may be published.
 */
reason: string, };

/**
 * Names a folder to write into, and which records.
 */
export type ExportInput = { dir: string, query: string | null, };

/**
 * What an export wrote.
 */
export type Exported = { 
/**
 * Records in the folder now.
 */
written: number, 
/**
 * Of these, files that held the same bytes already.
 */
unchanged: number, 
/**
 * Files that somebody edited since: they stay as they are until they are imported.
 */
kept: Array<string>, };

/**
 * A value of a facet.
 */
export type FacetValue = { 
/**
 * The value as the query language writes it.
 */
value: string, 
/**
 * How many records choosing it gives.
 */
count: number, 
/**
 * Whether the query states it.
 */
chosen: boolean, };

/**
 * One statement.
 */
export type Fact = { 
/**
 * The statement.
 */
text: string, 
/**
 * How firmly it stands.
 */
mark: Mark | null, 
/**
 * Id of a source of the record.
 */
source: string | null, };

/**
 * A factor with its range; "planned over actual", so above 1 means less effort.
 */
export type Factor = { 
/**
 * Lowest reading.
 */
min: number, 
/**
 * Highest reading.
 */
max: number, 
/**
 * The stated best estimate, where a study gives one; otherwise `None`.
 */
point: number | null, };

/**
 * Something that goes wrong, and the records that say so.
 */
export type FailureCount = { 
/**
 * In the words of the first record that says so.
 */
text: string, 
/**
 * How one sees it, where a playbook says.
 */
sign: string | null, 
/**
 * What one does, where a playbook says.
 */
response: string | null, 
/**
 * The records that say so, as `<library>/<id>`; their number is the count.
 */
records: Array<string>, };

/**
 * A way in which it goes wrong.
 */
export type FailureMode = { 
/**
 * Its name.
 */
mode: string, 
/**
 * How one sees it.
 */
sign: string | null, 
/**
 * What one does.
 */
response: string | null, };

/**
 * A field that differs.
 */
export type FieldChange = { 
/**
 * The field's name.
 */
path: string, 
/**
 * Its older value as written, or `None` where it was absent.
 */
before: string | null, 
/**
 * Its newer value as written.
 */
after: string | null, };

/**
 * Where a field stands in the text.
 */
export type FieldSpan = { 
/**
 * Dotted path, such as `effort.planned.people` or `what_failed.0`.
 */
path: string, 
/**
 * First line, from 1.
 */
first_line: number, 
/**
 * Last line, from 1.
 */
last_line: number, };

/**
 * Asks for a filter to be in a query or not.
 */
export type FilterInput = { query: string, field: string, value: string, on: boolean, };

/**
 * Whether agents can do something under stated conditions.
 */
export type Finding = { 
/**
 * One sentence of the form "Agents can ...".
 */
claim: string | null, 
/**
 * What must hold.
 */
conditions: string | null, 
/**
 * What the claim does not cover.
 */
out_of_scope: Array<string>, 
/**
 * How fast evidence about it ages; `Some(None)`-like absence is told apart by `ages`.
 */
half_life_months: number | null, 
/**
 * Whether evidence ages at all: false when the document says `half_life_months: null`.
 */
ages: boolean, 
/**
 * Cases, each relative to the claim.
 */
evidence: Array<EvidenceRef>, };

/**
 * A kind of finding.
 */
export type FindingCategory = "secret" | "personal" | "word";

/**
 * What to keep in mind about a verdict.
 */
export type Flag = "reported_only_successes" | "reported_only_failures" | "denominator_unknown_in_part" | "stale" | "inconsistency" | "imprecision";

/**
 * The convention a document's text follows; it is stored beside the text and never changes it.
 */
export type Format = "fieldbook" | "pattern" | "markdown";

/**
 * Whether evidence should be tried again.
 */
export type Freshness = { 
/**
 * Whether it belongs in the re-test queue.
 */
retest: boolean, 
/**
 * The only support is older than 12 months.
 */
only_old_support: boolean, 
/**
 * Newer versions of the models that it names, on which nobody has reported.
 */
not_seen_on: Array<string>, 
/**
 * The newest verification, if any: ISO 8601.
 */
verified_on: string | null, };

/**
 * What a range of commits tells.
 */
export type GitFacts = { 
/**
 * The range.
 */
range: string, 
/**
 * Commits, merges left out.
 */
commits: number, 
/**
 * Different authors; a count, never names.
 */
authors: number, 
/**
 * Day of the first commit: ISO 8601.
 */
first: string | null, 
/**
 * Day of the last commit: ISO 8601.
 */
last: string | null, 
/**
 * Calendar days from the first to the last, both counted.
 */
calendar_days: number, 
/**
 * Files touched.
 */
files: number, 
/**
 * Lines added.
 */
added: number, 
/**
 * Lines removed.
 */
removed: number, 
/**
 * Commits that take another one back.
 */
reverts: number, 
/**
 * Agents that trailers name.
 */
agents: Array<string>, 
/**
 * Commits that name an agent.
 */
with_agent: number, 
/**
 * The first line of the first commit's message: a title to begin with.
 */
subject: string | null, };

/**
 * Names a range of commits.
 */
export type GitInput = { 
/**
 * A folder inside the repository.
 */
repo: string, 
/**
 * The range, such as `main..feature`.
 */
range: string, };

/**
 * A rule, and what outside the model enforces it.
 */
export type GroundRule = { 
/**
 * The rule.
 */
rule: string, 
/**
 * In a case study: whether something outside the model enforced it.
 */
enforced: boolean | null, 
/**
 * In a playbook: the machine control, or `review`.
 */
enforce_with: string | null, };

/**
 * How much damage was done.
 */
export type Harm = string;

/**
 * A heading of a document.
 */
export type Heading = { 
/**
 * 1 to 6.
 */
level: number, 
/**
 * The `id` in the page, with its `md-` prefix; unique among the document's headings.
 */
id: string, 
/**
 * The heading as plain text.
 */
text: string, 
/**
 * The line of the heading in the source, from 1.
 */
line: number, };

/**
 * One thing that was looked at.
 */
export type HealthCheck = { 
/**
 * Its name.
 */
name: string, 
/**
 * Whether it is well.
 */
ok: boolean, 
/**
 * What was seen, and what to do if it is not well.
 */
detail: string, };

/**
 * How the installation's parts are.
 */
export type HealthReport = { 
/**
 * Whether all is well.
 */
ok: boolean, 
/**
 * What was looked at.
 */
checks: Array<HealthCheck>, };

/**
 * Where the model runs.
 */
export type Hosting = string;

/**
 * Names a record: an id, a `<library>/<id>`, an alias.
 */
export type IdInput = { id: string, };

/**
 * Names records.
 */
export type IdsInput = { ids: Array<string>, };

/**
 * Names files and folders to import.
 */
export type ImportInput = { paths: Array<string>, };

/**
 * What an import did.
 */
export type ImportReport = { 
/**
 * Files looked at.
 */
seen: number, 
/**
 * New records.
 */
imported: number, 
/**
 * Records that got a new revision.
 */
updated: number, 
/**
 * Records whose text is already this.
 */
unchanged: number, 
/**
 * Files that were not taken, with the reason.
 */
skipped: Array<SkippedFile>, 
/**
 * Microseconds it took.
 */
took_us: number, };

/**
 * What needs a person.
 */
export type Inbox = { 
/**
 * The items, groups in the order of harm done by waiting, each by its day.
 */
items: Array<InboxItem>, 
/**
 * How many there are, by group.
 */
counts: { [key in string]: number }, 
/**
 * How many there are, by task type; empty for none stated.
 */
by_task: { [key in string]: number }, 
/**
 * Items put off until a later day.
 */
snoozed: number, 
/**
 * Whether there was more than is looked through at once.
 */
more: boolean, 
/**
 * The next thing that will be due, when nothing is.
 */
next: InboxItem | null, };

/**
 * Why something is in the inbox.
 */
export type InboxGroup = "overdue" | "gaps" | "review" | "retest" | "request";

/**
 * One thing that needs a person.
 */
export type InboxItem = { 
/**
 * Its name for snoozing and dismissing.
 */
id: string, 
/**
 * Why it is here.
 */
group: InboxGroup, 
/**
 * The record as `<library>/<id>`; `None` for a request.
 */
record: string | null, 
/**
 * The record's kind.
 */
kind: Kind | null, 
/**
 * The record's title, or what is asked for.
 */
title: string, 
/**
 * Task type.
 */
task_type: string | null, 
/**
 * Agent.
 */
agent: string | null, 
/**
 * Model.
 */
model: string | null, 
/**
 * What an open attempt hopes for.
 */
expected: string | null, 
/**
 * The day it counts from: due day, review day, day asked.
 */
date: string | null, 
/**
 * Days past that day; negative while it lies ahead.
 */
days_late: number | null, 
/**
 * An open attempt that now counts as unreported.
 */
unreported: boolean, 
/**
 * Fields that are missing, as paths.
 */
gaps: Array<string>, 
/**
 * Newer models on which nobody has reported.
 */
not_seen_on: Array<string>, 
/**
 * What was searched, for a request.
 */
query: string | null, 
/**
 * How often it was asked.
 */
times: number | null, };

/**
 * What happened when damage was done.
 */
export type Incident = { 
/**
 * What set it off.
 */
trigger: string | null, 
/**
 * How it was noticed.
 */
detection: string | null, 
/**
 * Why it could happen.
 */
root_causes: Array<string>, 
/**
 * How it was put right.
 */
resolution: string | null, 
/**
 * What is done about it.
 */
action_items: Array<ActionItem>, 
/**
 * Where they got lucky.
 */
got_lucky: Array<string>, };

/**
 * Whether the actual effort counts the time spent on learning the tool.
 */
export type Included = string;

/**
 * Who reports, and what they gain by it.
 */
export type Independence = string;

/**
 * Whether every change can be found.
 */
export type IndexStatus = { 
/**
 * Whether nothing is waiting.
 */
ready: boolean, 
/**
 * Changes taken in.
 */
done: number, 
/**
 * Changes there are.
 */
total: number, };

/**
 * How far the index is.
 */
export type Indexing = { 
/**
 * Changes taken in.
 */
done: number, 
/**
 * Changes there are.
 */
total: number, };

/**
 * What it ran on.
 */
export type Infrastructure = { 
/**
 * Where the model runs.
 */
hosting: Hosting | null, 
/**
 * Who runs it.
 */
provider: string | null, 
/**
 * Machines.
 */
compute: string | null, 
/**
 * Accelerators.
 */
accelerators: string | null, 
/**
 * Where the data stays.
 */
data_location: string | null, 
/**
 * Anything else.
 */
note: string | null, };

/**
 * What the records say in sum.
 */
export type Insights = { 
/**
 * Which records were counted.
 */
query: string, 
/**
 * Microseconds that it took.
 */
took_us: number, 
/**
 * The day of it: ISO 8601.
 */
as_of: string, 
/**
 * How the sample came about.
 */
sample: Sample, 
/**
 * All attempts.
 */
attempts: Attempts, 
/**
 * Outcomes by quarter, the oldest first; quarters without a record are in between.
 */
outcomes: Array<OutcomePeriod>, 
/**
 * Case studies without a date: in no quarter.
 */
undated: number, 
/**
 * Leverage, a point a case study.
 */
leverage: LeverageStrip, 
/**
 * Ages of the evidence.
 */
ages: Array<AgeBucket>, 
/**
 * A row for each task type.
 */
coverage: Array<CoverageRow>, 
/**
 * Attempts that have not ended.
 */
open: Array<OpenAttempt>, };

/**
 * How the installation is.
 */
export type Installation = { 
/**
 * Fieldbook's version.
 */
version: string, 
/**
 * SQLite's version.
 */
sqlite: string, 
/**
 * tantivy's version.
 */
tantivy: string, 
/**
 * The data folder.
 */
data_dir: string, 
/**
 * The folder of verified backups.
 */
backups_dir: string, 
/**
 * Whether nothing can be written, because a newer Fieldbook made the store.
 */
read_only: boolean, 
/**
 * How many records there are.
 */
counts: RecordCounts, 
/**
 * Whether every change can be found, and how far the index is if not.
 */
index: IndexStatus, 
/**
 * The number of the newest change.
 */
sequence: number, 
/**
 * What a person should know since opening.
 */
notices: Array<Notice>, };

/**
 * From at least to at most; both ends equal for a single figure.
 */
export type Interval = { 
/**
 * At least.
 */
min: number, 
/**
 * At most.
 */
max: number, };

/**
 * The answers, in the order of the questions; all but the title may be missing.
 */
export type InterviewInput = { 
/**
 * What was tried.
 */
title: string, 
/**
 * Task type.
 */
task_type?: string | null, 
/**
 * Agent.
 */
agent?: string | null, 
/**
 * Model.
 */
model?: string | null, 
/**
 * Organisation or team; never a person.
 */
organisation?: string | null, 
/**
 * How it ended.
 */
outcome?: string | null, 
/**
 * The result with number, unit and comparison.
 */
measured_result?: string | null, 
/**
 * How many people.
 */
team_size?: number | null, 
/**
 * Which levels of experience: words of the list.
 */
seniority?: Array<string>, 
/**
 * What was planned.
 */
planned?: EffortAnswer | null, 
/**
 * Who made that estimate, and how.
 */
baseline?: string | null, 
/**
 * What it took.
 */
actual?: EffortAnswer | null, 
/**
 * How large the code is.
 */
code_size?: string | null, 
/**
 * On what it runs: languages, frameworks.
 */
stack?: string | null, 
/**
 * What people did, and what the agent.
 */
people_did?: string | null, 
/**
 * Who steered: a word of the list.
 */
autonomy_level?: string | null, 
/**
 * What people or machines checked.
 */
supervision?: Array<string>, 
/**
 * What worked.
 */
what_worked?: Array<string>, 
/**
 * What failed, first of all what failed first.
 */
what_failed?: Array<string>, 
/**
 * Weeks of learning the tool, for the whole team.
 */
learning_weeks?: number | null, 
/**
 * Whether the actual effort contains them.
 */
learning_included?: boolean | null, 
/**
 * What had to be done again.
 */
rework?: string | null, 
/**
 * What the agent cost in US dollars.
 */
cost_usd?: number | null, 
/**
 * Damage done: a word of the list.
 */
harm?: string | null, 
/**
 * What would have to be true elsewhere.
 */
elsewhere?: string | null, 
/**
 * The playbook or finding that was tried.
 */
applies?: string | null, 
/**
 * Facts from a git history that the person has confirmed.
 */
git?: GitFacts | null, };

/**
 * When a draft was kept, in milliseconds since 1970.
 */
export type Kept = { at: number, };

/**
 * The three kinds of record that people write.
 */
export type Kind = "case-study" | "playbook" | "finding";

/**
 * Language of the interface.
 */
export type Language = "system" | "en" | "zh";

/**
 * Time spent on learning the tool.
 */
export type Learning = { 
/**
 * How long, in `unit`, for the whole team.
 */
value: number | null, 
/**
 * Unit.
 */
unit: Unit | null, 
/**
 * Whether the actual effort contains it.
 */
included: Included | null, };

/**
 * What the figures of a case study come to.
 */
export type Leverage = { 
/**
 * Planned over actual person-time.
 */
person_effort: Factor | null, 
/**
 * Planned over actual people.
 */
team_ratio: Factor | null, 
/**
 * Planned over actual elapsed time; the time part of `person_effort`, or all there is.
 */
time_ratio: Factor | null, 
/**
 * Output with the agent over output without it: another quantity, never mixed in.
 */
output_ratio: Factor | null, 
/**
 * Person-effort with the learning time added, where it is known and not included.
 */
with_learning: Factor | null, 
/**
 * Planned person-months of 30.4375 calendar days.
 */
planned_person_months: Factor | null, 
/**
 * Actual person-months of 30.4375 calendar days.
 */
actual_person_months: Factor | null, 
/**
 * What to show first, such as `24-36x`; `None` when nothing can be computed.
 */
headline: string | null, 
/**
 * Which quantity the headline shows.
 */
headline_of: Quantity | null, 
/**
 * The whole range lies below 1.
 */
slower: boolean, 
/**
 * Where the baseline comes from.
 */
baseline: Baseline | null, 
/**
 * Other things to show beside the number.
 */
badges: Array<Badge>, 
/**
 * May enter a median or a strip plot's summary.
 */
countable: boolean, 
/**
 * Why the person-effort factor could not be computed.
 */
missing: Array<Missing>, 
/**
 * Whether plan and result had the same scope.
 */
scope_match: ScopeMatch | null, 
/**
 * Whether the actual side contains the learning time.
 */
learning_included: Included | null, 
/**
 * What the agent cost; never part of a factor.
 */
agent_cost: AgentCost | null, 
/**
 * The same factor under other conventions, each an assumption someone may prefer.
 */
assumptions: Array<Assumption>, };

/**
 * A factor.
 */
export type LeveragePoint = { 
/**
 * The case study as `<library>/<id>`.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Task type.
 */
task_type: string | null, 
/**
 * Organisation.
 */
organisation: string | null, 
/**
 * Which quantity.
 */
of: Quantity, 
/**
 * Lowest reading.
 */
min: number, 
/**
 * Highest reading.
 */
max: number, 
/**
 * A study's own estimate.
 */
point: number | null, 
/**
 * The lowest and highest reading under all conventions: the grey band.
 */
band: [number, number], 
/**
 * Where the baseline comes from.
 */
baseline: Baseline | null, 
/**
 * What to show beside it.
 */
badges: Array<Badge>, 
/**
 * Whether the factor lies wholly below 1.
 */
slower: boolean, 
/**
 * Certainty of the case.
 */
certainty: Certainty | null, 
/**
 * When it happened.
 */
date: string | null, };

/**
 * Factors with what they rest on.
 */
export type LeverageStrip = { 
/**
 * A point a case study, the newest first.
 */
points: Array<LeveragePoint>, 
/**
 * Case studies with a factor beyond these.
 */
left_out: number, 
/**
 * The median of the measured person-effort factors; never of the others.
 */
median_measured: number | null, 
/**
 * How many those are.
 */
measured: number, 
/**
 * The query that lists all case studies with a factor.
 */
query: string, };

/**
 * Names a shared library.
 */
export type LibraryInput = { library: string, };

/**
 * Which end of a link one looks from.
 */
export type LinkDirection = "out" | "in";

/**
 * A link as seen from one of its ends.
 */
export type LinkView = { 
/**
 * Whether this record states the link or the other one does.
 */
direction: LinkDirection, 
/**
 * How the stating record relates to the other.
 */
rel: string, 
/**
 * The other record's id.
 */
id: string, 
/**
 * The other record's library; `None` where no such record is here.
 */
library: string | null, 
/**
 * Its title; `None` where no such record is here.
 */
title: string | null, 
/**
 * Its kind.
 */
kind: Kind | null, 
/**
 * How the attempt ended (case studies).
 */
outcome: string | null, 
/**
 * The computed verdict (findings).
 */
verdict: string | null, 
/**
 * The ring a person set (playbooks).
 */
ring: string | null, 
/**
 * Certainty word.
 */
certainty: string | null, 
/**
 * The organisation it happened in.
 */
organisation: string | null, 
/**
 * When it happened.
 */
date: string | null, 
/**
 * Its age in months.
 */
age_months: number | null, 
/**
 * Why the link is there, in the words of the record that states it.
 */
note: string | null, };

/**
 * What the quick log starts with: as last time.
 */
export type LogDefaults = { 
/**
 * Task type of the last log.
 */
task_type: string | null, 
/**
 * Agent of the last log.
 */
agent: string | null, 
/**
 * Model of the last log.
 */
model: string | null, 
/**
 * Whose experience the last log was.
 */
organisation: string | null, 
/**
 * The day on which an attempt registered today is asked for.
 */
due: string, };

/**
 * An attempt that has ended.
 */
export type LogInput = { 
/**
 * What was tried.
 */
title: string, 
/**
 * Task type.
 */
task_type?: string | null, 
/**
 * Agent, perhaps with its version apart.
 */
agent?: string | null, 
/**
 * Model.
 */
model?: string | null, 
/**
 * How it ended.
 */
outcome?: string | null, 
/**
 * Who checked.
 */
supervised?: Supervised | null, 
/**
 * Minutes of one's own.
 */
minutes?: number | null, 
/**
 * One line; what failed, if anything did.
 */
note?: string | null, 
/**
 * The playbook or finding that was tried.
 */
applies?: string | null, 
/**
 * Whose experience it is: a team or an organisation, never a person.
 */
organisation?: string | null, 
/**
 * The library; the personal one if not stated.
 */
library?: string | null, };

/**
 * An attempt that is written down.
 */
export type Logged = { 
/**
 * Its id.
 */
id: string, 
/**
 * The library that holds it; the personal one where the wished one does not take it.
 */
library: string, };

/**
 * What the columns of the map are.
 */
export type MapBy = "all" | "agent" | "model";

/**
 * A cell.
 */
export type MapCell = { 
/**
 * Its column.
 */
column: string, 
/**
 * What its verdict rests on.
 */
basis: CellBasis, 
/**
 * The verdict: of the one finding that covers it, or of its case studies.
 */
verdict: VerdictWord | null, 
/**
 * Case studies in it.
 */
n: number, 
/**
 * How they ended.
 */
attempts: Attempts, 
/**
 * The day of the newest: ISO 8601; the middle where only a month or year is known.
 */
newest: string | null, 
/**
 * Its age in months.
 */
newest_months: number | null, 
/**
 * Lower end of the interval behind the verdict.
 */
low: number | null, 
/**
 * Upper end.
 */
high: number | null, 
/**
 * What the case studies alone say, by the same arithmetic; `None` without one.
 */
cases: VerdictBrief | null, 
/**
 * The published findings that cover it; in `all` alone.
 */
findings: Array<MapFinding>, 
/**
 * The newest of its case studies, as `<library>/<id>`.
 */
ids: Array<string>, 
/**
 * The query that lists them all.
 */
query: string, };

/**
 * A column.
 */
export type MapColumn = { 
/**
 * The agent's or model's name; `all` for the first.
 */
name: string, 
/**
 * Case studies that name it.
 */
records: number, };

/**
 * A published finding that covers a cell.
 */
export type MapFinding = { 
/**
 * Its id as `<library>/<id>`.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its verdict.
 */
verdict: VerdictBrief, };

/**
 * What the map is asked for.
 */
export type MapInput = { 
/**
 * What the columns are.
 */
by?: MapBy, 
/**
 * Which records count, in the query language; empty: all.
 */
query?: string, 
/**
 * How many ids a cell names at most, the newest first.
 */
ids?: number, };

/**
 * A row.
 */
export type MapRow = { 
/**
 * The task type; `not-stated` for records without one.
 */
task_type: string, 
/**
 * A cell a column.
 */
cells: Array<MapCell>, };

/**
 * How firmly a fact stands.
 */
export type Mark = string;

/**
 * Texts, and the query whose words are wanted in them.
 */
export type MarkInput = { query: string, texts: Array<string>, };

/**
 * Something to count.
 */
export type Measure = { 
/**
 * What.
 */
name: string, 
/**
 * In what.
 */
unit: string | null, 
/**
 * Which way it should move.
 */
direction: Direction | null, 
/**
 * It must not get worse while the others get better.
 */
guardrail: boolean | null, };

/**
 * A person's decision about a conflict.
 */
export type MergeChoice = { 
/**
 * The conflict's key.
 */
key: string, 
/**
 * What it is to be.
 */
choose: MergeDecision, };

/**
 * A part that both sides changed differently.
 */
export type MergeConflict = { 
/**
 * Names it in a [`MergeChoice`].
 */
key: string, 
/**
 * What it is.
 */
part: MergePart, 
/**
 * Its name for people: the field's path or the section's heading.
 */
label: string, 
/**
 * What was agreed; `None` where it was absent.
 */
base: string | null, 
/**
 * What is here.
 */
mine: string | null, 
/**
 * What is there.
 */
theirs: string | null, 
/**
 * Both together, where that makes sense.
 */
both: string | null, };

/**
 * What a part is to be.
 */
export type MergeDecision = { "type": "mine" } | { "type": "theirs" } | { "type": "both" } | { "type": "written", 
/**
 * The text: a section as it stands in the body, a field as text or YAML.
 */
text: string, };

/**
 * A kind of part.
 */
export type MergePart = "field" | "list" | "section" | "document";

/**
 * Whose a part is.
 */
export type MergeSide = "mine" | "theirs" | "both";

/**
 * Why a person-effort factor could not be computed.
 */
export type Missing = "planned" | "actual" | "planned_people" | "actual_people" | "planned_duration" | "actual_duration" | "unusable" | "units_differ";

/**
 * A model.
 */
export type Model = { 
/**
 * Name.
 */
name: string | null, 
/**
 * Version.
 */
version: string | null, };

/**
 * Asks for a new record.
 */
export type NewInput = { kind: Kind, title: string, };

/**
 * Something that happened while opening, or that limits what can be done.
 */
export type Notice = { 
/**
 * Stable code, such as `network-file-system`.
 */
code: string, 
/**
 * Values for the sentence.
 */
args: { [key in string]: string }, };

/**
 * An attempt that has not ended.
 */
export type OpenAttempt = { 
/**
 * The record as `<library>/<id>`.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Task type.
 */
task_type: string | null, 
/**
 * Agent.
 */
agent: string | null, 
/**
 * Model.
 */
model: string | null, 
/**
 * Its day.
 */
due: string | null, 
/**
 * Days past that day; negative while it lies ahead.
 */
days_late: number | null, 
/**
 * Whether it is open, overdue or unreported today.
 */
state: AttemptState, };

/**
 * Where a record comes from; rates of an organisation count `internal` alone.
 */
export type Origin = string;

/**
 * How an attempt ended, relative to the effect hoped for.
 */
export type Outcome = string;

/**
 * How attempts of a quarter ended.
 */
export type OutcomePeriod = { 
/**
 * `2025-Q1`.
 */
period: string, 
/**
 * How they ended.
 */
attempts: Attempts, 
/**
 * The query that lists them.
 */
query: string, };

/**
 * A date as precise as its source: `2025`, `2025-03` or `2025-03-14`.
 */
export type PartialDate = string;

/**
 * One step of a path.
 */
export type PathStep = number | string;

/**
 * What one should do.
 */
export type Playbook = { 
/**
 * One to three sentences.
 */
problem: string | null, 
/**
 * Where it applies.
 */
context: string | null, 
/**
 * What pulls in different directions.
 */
forces: Array<string>, 
/**
 * When to use it.
 */
signals: Array<string>, 
/**
 * When not to.
 */
anti_signals: Array<string>, 
/**
 * What must be in place.
 */
preconditions: Array<string>, 
/**
 * What to do, in order.
 */
steps: Array<string>, 
/**
 * Rules, each with what enforces it.
 */
ground_rules: Array<GroundRule>, 
/**
 * Who watches, and when to stop.
 */
supervision: Supervision, 
/**
 * What goes wrong, how one sees it, what one does.
 */
failure_modes: Array<FailureMode>, 
/**
 * What to count.
 */
measures: Array<Measure>, 
/**
 * How one sees that it is followed.
 */
confirmation: string | null, 
/**
 * The organisation's decision.
 */
ring: Ring | null, 
/**
 * Why.
 */
ring_reason: string | null, 
/**
 * By whom.
 */
ring_decided_by: string | null, 
/**
 * When.
 */
ring_decided_on: PartialDate | null, };

/**
 * Names a proposal.
 */
export type ProposalInput = { library: string, branch: string, };

/**
 * A proposal in the list.
 */
export type ProposalRow = { 
/**
 * The library.
 */
library: string, 
/**
 * Its branch, which names it.
 */
branch: string, 
/**
 * The record.
 */
id: string, 
/**
 * The record's title.
 */
title: string, 
/**
 * Who proposed it.
 */
proposed_by: string, 
/**
 * When, in milliseconds since 1970, by their clock.
 */
at: number, 
/**
 * How it stands.
 */
state: ProposalState, 
/**
 * Whether the library does not have the record yet.
 */
is_new: boolean, 
/**
 * Whether it comes from here.
 */
mine: boolean, 
/**
 * The last note on it.
 */
note: string | null, };

/**
 * How a proposal stands.
 */
export type ProposalState = "open" | "changes_requested" | "declined" | "merged";

/**
 * A proposal as a reviewer sees it.
 */
export type ProposalView = { 
/**
 * Its row.
 */
row: ProposalRow, 
/**
 * What would change.
 */
diff: Diff, 
/**
 * The proposed text.
 */
text: string, 
/**
 * Its body as safe HTML.
 */
html: string, 
/**
 * What the checker says.
 */
checks: Array<Check>, 
/**
 * What should not be published.
 */
findings: Array<PublishFinding>, 
/**
 * What was said about it, the newest first.
 */
notes: Array<ReviewNote>, 
/**
 * Whether this person may approve it: the author's own approval does not count.
 */
may_approve: boolean, 
/**
 * Why not: `own-proposal`, `author`, `declined`, `findings`, `no-name`, `conflict`.
 */
why_not: string | null, 
/**
 * The page on which the host shows it, where it is known.
 */
compare_url: string | null, };

/**
 * Which proposals to list: those of one library, or all.
 */
export type ProposalsInput = { library: string | null, };

/**
 * How publishing ended.
 */
export type PublishAnswer = { "type": "plan", 
/**
 * The plan.
 */
plan: PublishPlan, } | { "type": "published", 
/**
 * The commit.
 */
commit: string, 
/**
 * The records.
 */
ids: Array<string>, } | { "type": "proposed", 
/**
 * The proposals.
 */
branches: Array<string>, 
/**
 * The page on which the host shows the first of them, where it is known.
 */
compare_url: string | null, } | { "type": "needs_name" } | { "type": "refused", 
/**
 * Why.
 */
refusal: Refusal, 
/**
 * The page on which the host merges, where it protects the branch.
 */
compare_url: string | null, };

/**
 * Something that should not be published.
 */
export type PublishFinding = { 
/**
 * Names it; a hash of what was found, not the thing itself.
 */
fingerprint: string, 
/**
 * The rule, such as `github-token` or `email`.
 */
rule: string, 
/**
 * What kind of thing it is.
 */
category: FindingCategory, 
/**
 * The line it stands on, from 1.
 */
line: number, 
/**
 * Its beginning, the rest masked.
 */
shown: string, 
/**
 * Why it may be published, where somebody said so.
 */
excepted: string | null, };

/**
 * What to publish, and how.
 */
export type PublishOptions = { 
/**
 * The records.
 */
ids: Array<string>, 
/**
 * The library.
 */
library: string, 
/**
 * Whether somebody else is to read it first.
 */
review: boolean, 
/**
 * Findings that may be published, each with a reason.
 */
exceptions: Array<ExceptionInput>, 
/**
 * What to tell readers of the history.
 */
message: string | null, 
/**
 * Whether only to say what would happen.
 */
dry_run: boolean, };

/**
 * What publishing would do.
 */
export type PublishPlan = { 
/**
 * The library.
 */
library: string, 
/**
 * Record by record.
 */
rows: Array<PublishRow>, 
/**
 * Whether the library asks for a second person.
 */
review_required: boolean, 
/**
 * Whether it goes through review.
 */
review: boolean, 
/**
 * Whether it could be published now.
 */
ready: boolean, };

/**
 * One record to be published.
 */
export type PublishRow = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its title.
 */
title: string, 
/**
 * The library it moves from, if it is not in this one yet.
 */
moves_from: string | null, 
/**
 * How it stands to what the library has.
 */
state: PublishState, 
/**
 * What publishing asks for and is not there.
 */
checks: Array<Check>, 
/**
 * What should not be published.
 */
findings: Array<PublishFinding>, 
/**
 * Whether the library has more readers than the record's visibility allows.
 */
too_visible: boolean, 
/**
 * What readers would see change.
 */
diff: Diff | null, 
/**
 * Whether it is in the way.
 */
blocked: boolean, };

/**
 * How a record stands to what the library has.
 */
export type PublishState = "new" | "update" | "unchanged" | "behind" | "conflict" | "not_ours";

/**
 * What a pull does with a record.
 */
export type PullAction = "add" | "update" | "withdraw" | "keep" | "merge" | "conflict" | "missing" | "agree";

/**
 * How a pull ended.
 */
export type PullAnswer = { "type": "up_to_date", 
/**
 * The library.
 */
library: string, } | { "type": "plan", 
/**
 * The plan.
 */
plan: PullPlan, } | { "type": "pulled", 
/**
 * What was done.
 */
pulled: Pulled, } | { "type": "refused", 
/**
 * The library.
 */
library: string, 
/**
 * Why.
 */
refusal: Refusal, };

/**
 * How to pull.
 */
export type PullOptions = { 
/**
 * The library.
 */
library: string, 
/**
 * The tip of the plan that was looked at; without it the newest is planned and applied.
 */
tip: string | null, 
/**
 * Whether a person said yes to a plan that needs it.
 */
confirmed: boolean, 
/**
 * Records that are left out this time.
 */
leave_out: Array<string>, };

/**
 * What a pull would do.
 */
export type PullPlan = { 
/**
 * The library.
 */
library: string, 
/**
 * The commit that was planned over; names the plan when it is applied.
 */
tip: string, 
/**
 * What would happen, record by record; records that stay as they are are left out.
 */
rows: Array<PullRow>, 
/**
 * Files that are not read, with the reason.
 */
skipped: Array<SkippedEntry>, 
/**
 * Records agreed on so far.
 */
agreed: number, 
/**
 * Records that would be withdrawn, shrink, or are missing over there.
 */
losing: number, 
/**
 * Whether a person has to say yes: something is withdrawn, shrinks, conflicts or is missing.
 */
needs_confirmation: boolean, 
/**
 * Whether so much would go that something is wrong: more than 20 records or a tenth of all.
 */
breaker: boolean, 
/**
 * Whether the history over there was rewritten since the last pull.
 */
rewritten: boolean, 
/**
 * Lines that changed since the plan that was applied was made: the ids.
 */
changed_since: Array<string>, };

/**
 * What a pull would do with one record.
 */
export type PullRow = { 
/**
 * The record's id.
 */
id: string, 
/**
 * Its title, theirs where there is one.
 */
title: string, 
/**
 * What would happen.
 */
action: PullAction, 
/**
 * Whether more than half of its text goes.
 */
shrinks: boolean, 
/**
 * Parts that both sides changed.
 */
conflicts: number, 
/**
 * Bytes here before.
 */
bytes_before: number, 
/**
 * Bytes over there.
 */
bytes_after: number, };

/**
 * What a pull did.
 */
export type Pulled = { 
/**
 * The library.
 */
library: string, 
/**
 * What was done, record by record.
 */
rows: Array<PullRow>, 
/**
 * Files that were not read.
 */
skipped: Array<SkippedEntry>, 
/**
 * Records that were saved here meanwhile, or left out; the next pull looks at them again.
 */
left: Array<string>, 
/**
 * The operation, for undo.
 */
operation: number | null, };

/**
 * Which quantity a number is.
 */
export type Quantity = "person_effort" | "elapsed_time" | "team_ratio" | "output_ratio";

/**
 * A field of the query language.
 */
export type QueryField = { 
/**
 * Its name.
 */
name: string, 
/**
 * What it asks, in English.
 */
about: string, 
/**
 * A filter as one would type it.
 */
example: string, };

/**
 * A query.
 */
export type QueryInput = { query: string, };

/**
 * A query.
 */
export type QueryOnly = { query: string, };

/**
 * What a stated ratio is a ratio of.
 */
export type RatioOf = string;

/**
 * Why a verdict is not a plain yes or no.
 */
export type Reason = "no_evidence" | "one_organisation" | "too_few_trials" | "too_few_organisations" | "severe_incident" | "interval_too_wide" | "evidence_conflicts";

/**
 * Asks for a verdict over part of its evidence.
 */
export type RecomputeInput = { 
/**
 * The finding or playbook.
 */
id: string, 
/**
 * Which evidence counts.
 */
selection?: EvidenceSelection, };

/**
 * A verdict over part of its evidence, beside the whole.
 */
export type Recomputed = { 
/**
 * Which evidence counts.
 */
selection: EvidenceSelection, 
/**
 * The verdict over it, with its rows.
 */
verdict: Verdict, 
/**
 * The verdict over everything.
 */
whole: VerdictBrief, 
/**
 * The case ids of the rows that do not count.
 */
left_out: Array<string>, 
/**
 * Agents that the rows name, to choose from.
 */
agents: Array<string>, 
/**
 * Models that the rows name, to choose from.
 */
models: Array<string>, 
/**
 * Whether it should be tried again, and why.
 */
freshness: Freshness, };

/**
 * What a document says, as far as it could be read.
 */
export type Record = { 
/**
 * Readable slug, unique in a library; the stored id where the text has none.
 */
id: string, 
/**
 * What kind of record it is.
 */
kind: Kind, 
/**
 * Title; the first heading or the id where the text has none. Never empty.
 */
title: string, 
/**
 * Status; a draft where the text says nothing.
 */
status: Status, 
/**
 * One or two sentences of plain text.
 */
summary: string | null, 
/**
 * What was attempted, one word of the list; an unknown word is kept.
 */
task_type: string | null, 
/**
 * Free text such as "payments backend".
 */
domain: string | null, 
/**
 * Slugs.
 */
tags: Array<string>, 
/**
 * Who wrote it.
 */
authors: Array<string>, 
/**
 * Who read it before it was published.
 */
reviewed_by: Array<string>, 
/**
 * Who answers for it today.
 */
owner: string | null, 
/**
 * Day it was made.
 */
created: PartialDate | null, 
/**
 * Day of the last change.
 */
updated: PartialDate | null, 
/**
 * Day by which someone should look at it again, as written.
 */
review_by: PartialDate | null, 
/**
 * Who may see it.
 */
visibility: Visibility | null, 
/**
 * Where it comes from.
 */
origin: Origin, 
/**
 * Where it can be looked up.
 */
sources: Array<Source>, 
/**
 * Links written in front matter.
 */
links: Array<StatedLink>, 
/**
 * What a reader must know before relying on it.
 */
caveats: Array<string>, 
/**
 * Earlier ids.
 */
aliases: Array<string>, 
/**
 * Verification events.
 */
verified: Array<Verification>, 
/**
 * Why it was withdrawn or deprecated.
 */
status_reason: string | null, 
/**
 * What its kind adds.
 */
details: Details, 
/**
 * What another catalogue says about itself, kept apart from our own fields.
 */
claimed: Claimed | null, 
/**
 * Top-level keys of the front matter that Fieldbook does not know; kept on every edit.
 */
unknown_keys: Array<string>, };

/**
 * How many records there are, the trash left out.
 */
export type RecordCounts = { 
/**
 * Case studies.
 */
case_studies: number, 
/**
 * Playbooks.
 */
playbooks: number, 
/**
 * Findings.
 */
findings: number, 
/**
 * Texts typed but not saved.
 */
drafts: number, 
/**
 * Records in the trash.
 */
trashed: number, };

/**
 * A record with everything its page shows.
 */
export type RecordView = { 
/**
 * The record's id.
 */
id: string, 
/**
 * The library that holds it.
 */
library: string, 
/**
 * That library's name for people.
 */
library_name: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * The convention of its text.
 */
format: Format, 
/**
 * The newest revision.
 */
revision: number, 
/**
 * When that was saved, in milliseconds since 1970.
 */
updated_at: number, 
/**
 * What saved it: `app`, `cli`, `import`, `starter`.
 */
updated_by: string, 
/**
 * Whether it lies in the trash.
 */
trashed: boolean, 
/**
 * Whether something was typed that no revision holds yet.
 */
has_draft: boolean, 
/**
 * Whether it came with the app and nobody has changed it.
 */
starter: boolean, 
/**
 * The document, byte for byte.
 */
text: string, 
/**
 * What the document says.
 */
record: Record, 
/**
 * What the checker has to say.
 */
checks: Array<Check>, 
/**
 * The body as safe HTML.
 */
html: string, 
/**
 * The body's headings.
 */
outline: Array<Heading>, 
/**
 * Why the body is shown as plain text, if it is.
 */
degraded: string | null, 
/**
 * Images that were not fetched because they lie elsewhere.
 */
remote_images: number, 
/**
 * Links in both directions.
 */
links: Array<LinkView>, 
/**
 * The records that a verdict or certainty rests on, with what each contributes.
 */
evidence: Array<EvidenceView>, 
/**
 * The factor of a case study that states both sides of its effort.
 */
leverage: Leverage | null, 
/**
 * The verdict of a finding, with its arithmetic.
 */
verdict: Verdict | null, 
/**
 * The certainty of a playbook, by the same arithmetic over what links to it.
 */
playbook_certainty: Verdict | null, };

/**
 * Why a remote could not be read or written.
 */
export type Refusal = { "type": "needs_credentials" } | { "type": "not_found" } | { "type": "unreachable" } | { "type": "empty" } | { "type": "not_a_library" } | { "type": "bad_marker", 
/**
 * Why.
 */
reason: string, } | { "type": "too_large" } | { "type": "damaged" } | { "type": "another_library", 
/**
 * The id that was pinned.
 */
expected: string, 
/**
 * The id that was found.
 */
found: string, } | { "type": "rewritten" } | { "type": "moved_on" } | { "type": "protected", 
/**
 * What the host said.
 */
words: string, } | { "type": "no_git" } | { "type": "stopped" };

/**
 * An attempt whose outcome is not known yet.
 */
export type RegisterInput = { 
/**
 * What will be tried.
 */
title: string, 
/**
 * Task type.
 */
task_type?: string | null, 
/**
 * Agent.
 */
agent?: string | null, 
/**
 * Model.
 */
model?: string | null, 
/**
 * Who will check.
 */
supervised?: Supervised | null, 
/**
 * What is hoped for, in one line.
 */
expected?: string | null, 
/**
 * The day on which to ask: ISO 8601; in two weeks if not stated.
 */
due?: string | null, 
/**
 * Days it would take by hand.
 */
planned_days?: number | null, 
/**
 * The playbook or finding that is tried.
 */
applies?: string | null, 
/**
 * Whose experience it is.
 */
organisation?: string | null, 
/**
 * The library; the personal one if not stated.
 */
library?: string | null, };

/**
 * Agents and models with their days of release.
 */
export type Registry = { 
/**
 * Agents.
 */
agents: Array<RegistryEntry>, 
/**
 * Models.
 */
models: Array<RegistryEntry>, 
/**
 * Whether it is the shipped one, unchanged.
 */
shipped: boolean, 
/**
 * The shared libraries that carry one, which is joined in.
 */
libraries: Array<string>, };

/**
 * What became of sharing the registry of agents and models.
 */
export type RegistryAnswer = { "type": "shared", 
/**
 * The commit that holds it.
 */
commit: string, } | { "type": "unchanged" } | { "type": "secrets", 
/**
 * Each, masked.
 */
shown: Array<string>, } | { "type": "review_required" } | { "type": "needs_name" } | { "type": "refused", 
/**
 * Why.
 */
refusal: Refusal, };

/**
 * An agent or model.
 */
export type RegistryEntry = { 
/**
 * Its full name: `Claude Opus 4.6`.
 */
name: string, 
/**
 * What it is a version of: `claude opus`.
 */
family: string, 
/**
 * When it was released, where that is known: ISO 8601.
 */
released: PartialDate | null, 
/**
 * Where that was read: an address, or words.
 */
source: string | null, 
/**
 * The version that it follows; orders versions where no day is known.
 */
succeeds: string | null, 
/**
 * Other names.
 */
aliases: Array<string>, 
/**
 * Whether evidence from before it should be tried again even where no model is named.
 */
major: boolean, };

/**
 * How a record relates to another one.
 */
export type Rel = string;

/**
 * A query with one filter less.
 */
export type Relaxed = { 
/**
 * The shorter query.
 */
query: string, 
/**
 * How many records it finds.
 */
total: number, };

/**
 * Names what a publish check found, and what to put in its place.
 */
export type ReplaceFindingInput = { library: string, id: string, fingerprint: string, with: string, };

/**
 * Asks for evidence.
 */
export type RequestInput = { 
/**
 * What was searched, or the map's cell in the query language.
 */
query: string, 
/**
 * Task type, where it is known.
 */
task_type?: string | null, 
/**
 * One line.
 */
note?: string | null, };

/**
 * How resolving a conflict ended.
 */
export type ResolveAnswer = { "type": "resolved", 
/**
 * The record.
 */
id: string, 
/**
 * The revision that holds the result.
 */
revision: number, } | { "type": "open", 
/**
 * The conflict with the decisions so far.
 */
conflict: ConflictView, } | { "type": "stale", 
/**
 * The conflict as it is now.
 */
conflict: ConflictView, };

/**
 * The decisions about a conflict, made while looking at `revision`.
 */
export type ResolveInput = { id: string, revision: number, choices: Array<MergeChoice>, };

/**
 * Names the revision to bring back, and the newest one the person has seen.
 */
export type RestoreInput = { id: string, revision: number, base_revision: number | null, };

/**
 * How a review ended.
 */
export type ReviewAnswer = { "type": "approved", 
/**
 * The commit.
 */
commit: string, } | { "type": "sent" } | { "type": "may_not", 
/**
 * Why: a word of [`ProposalView::why_not`].
 */
why: string, } | { "type": "needs_note" } | { "type": "would_approve", 
/**
 * The text.
 */
text: string, } | { "type": "refused", 
/**
 * Why.
 */
refusal: Refusal, 
/**
 * The page on which the host merges, where it protects the branch.
 */
compare_url: string | null, };

/**
 * A decision about a proposal.
 */
export type ReviewInput = { library: string, branch: string, verdict: ReviewVerdict, };

/**
 * What was said about a proposal.
 */
export type ReviewNote = { 
/**
 * Who.
 */
by: string, 
/**
 * When, in milliseconds since 1970, by their clock.
 */
at: number, 
/**
 * What it did: `proposed`, `changes-requested`, `declined`.
 */
what: string, 
/**
 * What they wrote.
 */
note: string, };

/**
 * What a reviewer says.
 */
export type ReviewVerdict = { "type": "approve", 
/**
 * Whether what the checks found may be published.
 */
accept_findings: boolean, } | { "type": "request_changes", 
/**
 * What.
 */
note: string, } | { "type": "decline", 
/**
 * Why.
 */
note: string, };

/**
 * One revision of a record.
 */
export type RevisionView = { 
/**
 * Its number; 1 is the first.
 */
revision: number, 
/**
 * When it was made, in milliseconds since 1970.
 */
at: number, 
/**
 * What made it: `app`, `cli`, `import`, `starter`.
 */
actor: string, 
/**
 * The name a person gave it.
 */
note: string | null, 
/**
 * Bytes of its text.
 */
size: number, 
/**
 * BLAKE3 of its text, in hexadecimal.
 */
hash: string, };

/**
 * A person's decision about a playbook, after the Technology Radar.
 */
export type Ring = string;

/**
 * One record in a list.
 */
export type Row = { 
/**
 * The record's id.
 */
id: string, 
/**
 * The library that holds it.
 */
library: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * Its title.
 */
title: string, 
/**
 * Where the title matches, in UTF-16 units.
 */
title_ranges: Array<[number, number]>, 
/**
 * The passage that matches best.
 */
snippet: Snippet | null, 
/**
 * When it happened or was last updated: `2025-03`.
 */
date: string | null, 
/**
 * Its age in months.
 */
age_months: number | null, 
/**
 * Status word.
 */
status: string | null, 
/**
 * Origin word.
 */
origin: string | null, 
/**
 * The organisation it happened in.
 */
organisation: string | null, 
/**
 * Task type word.
 */
task_type: string | null, 
/**
 * How the attempt ended (case studies).
 */
outcome: string | null, 
/**
 * The computed verdict (findings).
 */
verdict: string | null, 
/**
 * Certainty word; computed for findings and playbooks.
 */
certainty: string | null, 
/**
 * The ring a person set (playbooks).
 */
ring: string | null, 
/**
 * Agent name.
 */
agent: string | null, 
/**
 * Model name.
 */
model: string | null, 
/**
 * How many records the verdict or certainty rests on.
 */
records_behind: number | null, 
/**
 * From how many organisations.
 */
organisations: number | null, 
/**
 * Relevance; comparable within one answer only.
 */
score: number, 
/**
 * How the score came about, where that was asked for.
 */
reasons?: Array<ScorePart>, };

/**
 * Rows by result, as people count them.
 */
export type RowCounts = { 
/**
 * For the claim.
 */
supports: number, 
/**
 * Partly.
 */
mixed: number, 
/**
 * Against it.
 */
refutes: number, 
/**
 * Listed, not scored.
 */
none: number, };

/**
 * How a sample came about: what stands beside every aggregate.
 */
export type Sample = { 
/**
 * Case studies counted.
 */
records: number, 
/**
 * Made here.
 */
internal: number, 
/**
 * Written up from public sources.
 */
external: number, 
/**
 * Taken over from other collections.
 */
imported: number, 
/**
 * Cases that say how many attempts there were in all.
 */
denominator_known: number, 
/**
 * Matching cases that were withdrawn: in none of the numbers.
 */
withdrawn: number, };

/**
 * A text to save. Without a base revision it replaces whatever is there.
 */
export type SaveInput = { id: string, text: string, base_revision: number | null, note: string | null, };

/**
 * How a save ended.
 */
export type SaveOutcome = { "type": "saved", 
/**
 * The record's id; another one when the text states another.
 */
id: string, 
/**
 * The new revision.
 */
revision: number, 
/**
 * What the checker has to say.
 */
checks: Array<Check>, } | { "type": "unchanged", 
/**
 * That revision.
 */
revision: number, } | { "type": "stale", 
/**
 * The newest revision.
 */
current_revision: number, 
/**
 * Its text.
 */
current_text: string, };

/**
 * A query under a name.
 */
export type SavedSearch = { 
/**
 * Its name; saving another search under it replaces this one.
 */
name: string, 
/**
 * The query as typed.
 */
query: string, 
/**
 * The order of its rows.
 */
sort: Sort, 
/**
 * How many records it finds now.
 */
total: number, 
/**
 * How many of them are new or changed since it was last looked at.
 */
new: number, 
/**
 * The store's last change when it was looked at; saving without it counts all as seen.
 */
seen: number | null, };

/**
 * What can be said about a number of attempts.
 */
export type Saying = "no_attempt" | "too_few" | "one_organisation" | "some";

/**
 * How often a library is pulled by itself.
 */
export type ScheduleInput = { library: string, every_minutes: number | null, };

/**
 * Whether plan and result had the same scope.
 */
export type ScopeMatch = string;

/**
 * One part of a score.
 */
export type ScorePart = { 
/**
 * Where and what: `title:migrat`, `pair:flaki+test`, `related:quarantin`, `passage`, `exact title`.
 */
what: string, 
/**
 * What it added.
 */
score: number, };

/**
 * A row with what it contributes.
 */
export type ScoredRow = { 
/**
 * Success between 0 and 1; `None` is listed, not scored.
 */
score: number | null, 
/**
 * Trials that count, at most 10.
 */
size: number, 
/**
 * Certainty weight times recency.
 */
weight: number, 
/**
 * Recency factor alone.
 */
recency: number, 
/**
 * Age in months; `None` without a date.
 */
age_months: number | null, 
/**
 * Id of the case study.
 */
ref: string, 
/**
 * What it says about the claim.
 */
result: EvidenceResult, 
/**
 * Whether a person supervised.
 */
supervised: boolean, 
/**
 * How many succeeded.
 */
successes: number | null, 
/**
 * Of how many.
 */
trials: number | null, 
/**
 * A severe incident under this claim.
 */
severe: boolean, 
/**
 * Organisation of the case; rows without one count as one unnamed organisation.
 */
organisation: string | null, 
/**
 * When it happened.
 */
date: PartialDate | null, 
/**
 * Certainty of the case.
 */
certainty: Certainty | null, 
/**
 * Whether the case is disputed.
 */
disputed: boolean, 
/**
 * Whether the number of all attempts is known.
 */
denominator_known: boolean, 
/**
 * Agent.
 */
agent: string | null, 
/**
 * Model.
 */
model: string | null, 
/**
 * Where the case comes from.
 */
origin: Origin | null, 
/**
 * Whether the case was withdrawn: it stays in sight and counts for nothing.
 */
withdrawn: boolean, };

/**
 * What a person asks for.
 */
export type SearchInput = { 
/**
 * The query language of the app; anything is a valid query.
 */
query: string, 
/**
 * How many of the best rows to leave out.
 */
offset: number, 
/**
 * How many rows to answer, at most 200.
 */
limit: number, 
/**
 * The order of the rows.
 */
sort: Sort, 
/**
 * Whether to count facets.
 */
facets: boolean, 
/**
 * Whether the last word is still being typed.
 */
typing: boolean, 
/**
 * Library and id of the row that was first when the last word had fewer letters: it stays first while it is
 * nearly as good as the best one.
 */
held?: [string, string], 
/**
 * Whether each row says how its score came about.
 */
explain?: boolean, };

/**
 * Names a saved search.
 */
export type SearchName = { name: string, };

/**
 * One page of an answer.
 */
export type SearchPage = { 
/**
 * The query as it was asked.
 */
query: string, 
/**
 * Microseconds from the parsed request to the finished page.
 */
took_us: number, 
/**
 * How many records match.
 */
total: number, 
/**
 * The rows of this page.
 */
hits: Array<Row>, 
/**
 * For each field of the query language, its values and how many records choosing one gives.
 */
facets: { [key in string]: Array<FacetValue> }, 
/**
 * The filters that the query states.
 */
chips: Array<Chip>, 
/**
 * The query without its filters.
 */
words: string, 
/**
 * A better spelt query with many more matches.
 */
did_you_mean: string | null, 
/**
 * The words that were really searched, where a misspelling was corrected.
 */
corrected: string | null, 
/**
 * Words of the query and what was looked for as well, by the synonyms of the libraries.
 */
synonyms?: Array<[string, string]>, 
/**
 * Whether the query was longer than what was searched.
 */
cut?: boolean, 
/**
 * Whether this is a description that is still being typed: once finished, any of its words will do, and what its
 * best records share counts as well.
 */
unfinished?: boolean, 
/**
 * With no match: the query without the filter that costs most.
 */
relax: Relaxed | null, 
/**
 * How far the index is, while it is behind.
 */
indexing: Indexing | null, };

/**
 * Experience of the people in a team.
 */
export type Seniority = string;

/**
 * New synonyms for a library; without a text, those that it came with.
 */
export type SetSynonyms = { library: string, text: string | null, };

/**
 * The settings of this installation; they never travel with a library.
 */
export type Settings = { 
/**
 * Colours of the interface.
 */
theme: Theme, 
/**
 * Language of the interface.
 */
language: Language, 
/**
 * The name that new records get as their author; may be empty.
 */
author: string, 
/**
 * Whether single letters act as shortcuts while no text field has the focus.
 */
single_keys: boolean, 
/**
 * Whether Find shows its preview pane.
 */
preview: boolean, 
/**
 * The keys that open the quick log from anywhere, as `Ctrl+Alt+Shift+L`; empty for none.
 */
log_shortcut: string, };

/**
 * How much a check matters.
 */
export type Severity = "error" | "warning" | "hint";

/**
 * A shared library in the list.
 */
export type SharedLibrary = { 
/**
 * Its name here: the first half of `<library>/<id>`.
 */
name: string, 
/**
 * The name it gives itself.
 */
title: string, 
/**
 * What it is about.
 */
description: string, 
/**
 * Its address.
 */
url: string, 
/**
 * The host, where there is one.
 */
host: string | null, 
/**
 * Its id, which never changes.
 */
identity: string | null, 
/**
 * The branch that is read.
 */
branch: string | null, 
/**
 * Whether it asks for a second person before publishing.
 */
review: boolean, 
/**
 * Records here.
 */
records: number, 
/**
 * Records that were edited here and not published.
 */
edited: number, 
/**
 * The first 500 of those, by id.
 */
edited_ids: Array<string>, 
/**
 * Records in conflict.
 */
conflicts: number, 
/**
 * Proposals from here that are under way.
 */
proposals: number, 
/**
 * How often it is pulled by itself, in minutes.
 */
every_minutes: number | null, 
/**
 * When it was last looked at, in milliseconds since 1970.
 */
checked: number | null, 
/**
 * How that ended: `pulled`, `up-to-date`, `needs-a-look`, or the code of a refusal.
 */
outcome: string | null, };

/**
 * A file that is not read.
 */
export type SkippedEntry = { 
/**
 * Its path.
 */
path: string, 
/**
 * Stable code of the reason.
 */
code: string, };

/**
 * A file that was not taken.
 */
export type SkippedFile = { 
/**
 * Its path.
 */
path: string, 
/**
 * Stable code of the reason, such as `not-utf8`.
 */
code: string, 
/**
 * The reason in English.
 */
message: string, };

/**
 * A passage of a record.
 */
export type Snippet = { 
/**
 * The passage, plain text.
 */
text: string, 
/**
 * Where it matches, in UTF-16 units.
 */
ranges: Array<[number, number]>, 
/**
 * The heading it stands under.
 */
heading: string | null, 
/**
 * That heading's anchor.
 */
heading_id: string | null, };

/**
 * Puts an item off, or away for good.
 */
export type SnoozeInput = { 
/**
 * The item.
 */
id: string, 
/**
 * The day on which it comes back: ISO 8601; in a week if not stated.
 */
until?: string | null, };

/**
 * The order of rows.
 */
export type Sort = "relevance" | "date" | "certainty";

/**
 * Where something can be looked up.
 */
export type Source = { 
/**
 * Name by which facts refer to it.
 */
id: string | null, 
/**
 * Public address.
 */
url: string | null, 
/**
 * Where it lies inside the organisation.
 */
internal_ref: string | null, 
/**
 * Title.
 */
title: string | null, 
/**
 * Who published it.
 */
publisher: string | null, 
/**
 * When it was published, as written.
 */
published: string | null, 
/**
 * When it was read, as written.
 */
accessed: string | null, 
/**
 * How close it is to the event.
 */
tier: Tier | null, 
/**
 * Anything else worth saying.
 */
note: string | null, };

/**
 * A link written in front matter, on the record that has it to say.
 */
export type StatedLink = { 
/**
 * How it relates.
 */
rel: Rel, 
/**
 * Id of the other record, perhaps `<library>/<id>`.
 */
to: string, 
/**
 * Why.
 */
note: string | null, };

/**
 * A ratio that a study measured, where no people and durations exist to compute one from.
 *
 * The key `effort.ratio` goes beyond the table of the specification; see the ADR on stated ratios.
 */
export type StatedRatio = { 
/**
 * Of what it is a ratio.
 */
of: RatioOf, 
/**
 * Best estimate.
 */
value: number | null, 
/**
 * Lower end.
 */
min: number | null, 
/**
 * Upper end.
 */
max: number | null, 
/**
 * Where the baseline comes from.
 */
basis: Basis | null, };

/**
 * Where a record stands between draft and withdrawal.
 */
export type Status = string;

/**
 * The sums over one group of rows.
 */
export type Stratum = { 
/**
 * Weighted share of success.
 */
p: number, 
/**
 * Effective number of trials, after Kish.
 */
n_eff: number, 
/**
 * Lower end of the 90 % Wilson interval.
 */
lo: number, 
/**
 * Upper end of the 90 % Wilson interval.
 */
hi: number, 
/**
 * Different organisations.
 */
organisations: number, 
/**
 * Scored rows.
 */
entries: number, 
/**
 * Rows below full success.
 */
not_full_success: number, };

/**
 * How the evidence was obtained, from strongest to weakest.
 */
export type StudyDesign = string;

/**
 * Asks for records by the beginning of an id or a title.
 */
export type SuggestInput = { prefix: string, limit: number, };

/**
 * A record that could be meant.
 */
export type Suggestion = { 
/**
 * Its id.
 */
value: string, 
/**
 * Its title.
 */
label: string | null, };

/**
 * Who checked the agent's work.
 */
export type Supervised = "yes" | "partly" | "no";

/**
 * Who watches, and when to stop.
 */
export type Supervision = { 
/**
 * Who steers.
 */
autonomy_level: AutonomyLevel | null, 
/**
 * Points where a person decides.
 */
gates: Array<string>, 
/**
 * Signs on which to stop.
 */
stop_conditions: Array<string>, };

/**
 * Names the library whose synonyms are meant.
 */
export type SynonymsOf = { library: string, };

/**
 * A library's synonyms: one group a line, `~` between its members.
 */
export type SynonymsText = { text: string, };

/**
 * Who worked on it; a gain that needed distinguished engineers is another gain.
 */
export type Team = { 
/**
 * Number of people.
 */
size: Interval | null, 
/**
 * Levels present.
 */
seniority: Array<Seniority>, 
/**
 * Roles present.
 */
roles: Array<string>, 
/**
 * Anything else.
 */
note: string | null, };

/**
 * A text.
 */
export type TextOnly = { text: string, };

/**
 * Colours of the interface.
 */
export type Theme = "system" | "light" | "dark";

/**
 * How close a source is to the event.
 */
export type Tier = string;

/**
 * One step of a shared record's life, here or in the library.
 */
export type TimelineEntry = { 
/**
 * When, in milliseconds since 1970, by the clock of whoever did it.
 */
at: number, 
/**
 * Who: a name, or what wrote it here.
 */
by: string, 
/**
 * What it was, in their words.
 */
what: string, 
/**
 * The revision here.
 */
revision: number | null, 
/**
 * The commit over there.
 */
commit: string | null, };

/**
 * A record in the trash.
 */
export type Trashed = { 
/**
 * Its id.
 */
id: string, 
/**
 * Its library.
 */
library: string, 
/**
 * Its title.
 */
title: string, 
/**
 * Its kind.
 */
kind: Kind, 
/**
 * When it was thrown away, in milliseconds since 1970.
 */
at: number, };

/**
 * Unit of a duration.
 */
export type Unit = string;

/**
 * A value of front matter without its formatting.
 *
 * As JSON it is simply the JSON value; the order of a map's keys is kept.
 */
export type Value = null | boolean | number | string | Value[] | { [key: string]: Value };

/**
 * A verdict with its arithmetic, so that every number can be opened.
 */
export type Verdict = { 
/**
 * The word.
 */
verdict: VerdictWord, 
/**
 * How sure one can be of the whole body.
 */
certainty: Certainty, 
/**
 * Supervised rows alone.
 */
supervised: Stratum | null, 
/**
 * Unsupervised rows alone.
 */
unsupervised: Stratum | null, 
/**
 * All scored rows.
 */
all: Stratum | null, 
/**
 * Unreported failures that would push the lower bound under one half.
 */
fail_safe_n: number | null, 
/**
 * `fail_safe_n` is 0 to 2.
 */
fragile: boolean, 
/**
 * What to keep in mind.
 */
flags: Array<Flag>, 
/**
 * Why it is contested or insufficient.
 */
reason: Reason | null, 
/**
 * Raw row counts.
 */
counts: RowCounts, 
/**
 * Different organisations among the rows that are scored.
 */
organisations: number, 
/**
 * Age in months of the newest row; `None` without a dated row.
 */
newest_evidence_months: number | null, 
/**
 * Id of the newest row.
 */
newest_ref: string | null, 
/**
 * Id of the newest row with any success; its agent and model are the newest on that side.
 */
newest_support: string | null, 
/**
 * Id of the newest row below full success.
 */
newest_against: string | null, 
/**
 * The only support is old: try it again.
 */
retest: boolean, 
/**
 * The rows with what each contributes.
 */
rows: Array<ScoredRow>, };

/**
 * A verdict in the numbers that stand beside its word everywhere.
 */
export type VerdictBrief = { 
/**
 * The word.
 */
verdict: VerdictWord, 
/**
 * How sure one can be.
 */
certainty: Certainty, 
/**
 * Which rows the interval is of: `supervised`, `unsupervised` or `all`.
 */
stratum: string, 
/**
 * Weighted share of success.
 */
p: number | null, 
/**
 * Lower end of the 90 % interval.
 */
low: number | null, 
/**
 * Upper end.
 */
high: number | null, 
/**
 * Effective number of trials.
 */
n_eff: number | null, 
/**
 * Records behind it, scored or not.
 */
n: number, 
/**
 * Different organisations.
 */
organisations: number, 
/**
 * Rows by result.
 */
counts: RowCounts, 
/**
 * Age in months of the newest evidence.
 */
newest_months: number | null, 
/**
 * What to keep in mind.
 */
flags: Array<Flag>, 
/**
 * Why it is no plain yes or no.
 */
reason: Reason | null, 
/**
 * Few unreported failures would overturn it.
 */
fragile: boolean, 
/**
 * Unreported failures that would push the lower bound under one half.
 */
fail_safe_n: number | null, 
/**
 * The only support is old: try it again.
 */
retest: boolean, };

/**
 * The five verdicts.
 */
export type VerdictWord = "can" | "can_with_supervision" | "cannot" | "contested" | "insufficient_evidence";

/**
 * Someone tried the record against an agent and model, and it still held.
 */
export type Verification = { 
/**
 * Person or team.
 */
by: string | null, 
/**
 * Day.
 */
on: PartialDate | null, 
/**
 * Agent it was tried with.
 */
agent: string | null, 
/**
 * Model it was tried with.
 */
model: string | null, 
/**
 * What was seen.
 */
note: string | null, };

/**
 * What a verification changed.
 */
export type Verified = { 
/**
 * The record as `<library>/<id>`.
 */
id: string, 
/**
 * Its revision.
 */
revision: number, 
/**
 * The day on which it is due again: ISO 8601.
 */
review_by: string, };

/**
 * A record is still true.
 */
export type VerifyInput = { 
/**
 * The record.
 */
id: string, 
/**
 * The agent with which it was seen to be.
 */
agent?: string | null, 
/**
 * The model.
 */
model?: string | null, 
/**
 * What was looked at, in one line.
 */
note?: string | null, };

/**
 * Who may see a record.
 */
export type Visibility = string;

/**
 * The closed lists of the specification.
 */
export type Vocabulary = { 
/**
 * Task types.
 */
task_types: Array<string>, 
/**
 * Statuses.
 */
statuses: Array<string>, 
/**
 * Outcomes.
 */
outcomes: Array<string>, 
/**
 * Certainties, the lowest first.
 */
certainties: Array<string>, 
/**
 * Study designs, the strongest first.
 */
study_designs: Array<string>, 
/**
 * Who reported.
 */
independences: Array<string>, 
/**
 * Levels of autonomy.
 */
autonomy_levels: Array<string>, 
/**
 * Degrees of harm.
 */
harms: Array<string>, 
/**
 * Who may see a record.
 */
visibilities: Array<string>, 
/**
 * Rings.
 */
rings: Array<string>, 
/**
 * Units of time.
 */
units: Array<string>, 
/**
 * What an effort figure rests on.
 */
bases: Array<string>, 
/**
 * How one record relates to another.
 */
rels: Array<string>, 
/**
 * What a case says about a claim.
 */
results: Array<string>, 
/**
 * Reasons to lower certainty.
 */
downgrade_reasons: Array<string>, 
/**
 * Agents that the records name.
 */
agents: Array<string>, 
/**
 * Models that the records name.
 */
models: Array<string>, 
/**
 * Tags that the records use.
 */
tags: Array<string>, };

/** Every command: what it asks for, what it answers. */
export type Commands = {
  /** r" Says how the installation is. */
  status: [null, Installation];
  /** r" Finds records. */
  search: [SearchInput, SearchPage];
  /** r" Says what could stand at a place of a query. */
  complete: [CompleteInput, Completions];
  /** r" Says where texts match the words of a query. */
  mark: [MarkInput, Array<Array<[number, number]>>];
  /** r" Finds records by the beginning of an id or a title. */
  suggest_records: [SuggestInput, Array<Suggestion>];
  /** r" Says what the query language has: its fields, with examples. */
  query_fields: [null, Array<QueryField>];
  /** r" Lists the saved searches with what is new in them. */
  saved_searches: [null, Array<SavedSearch>];
  /** r" Saves a search under its name. */
  save_search: [SavedSearch, Array<SavedSearch>];
  /** r" Forgets a saved search. */
  forget_search: [SearchName, Array<SavedSearch>];
  /** r" Notes that a saved search was looked at. */
  look_at_search: [SearchName, null];
  /** r" Returns a library's synonyms as text. */
  synonyms: [SynonymsOf, SynonymsText];
  /** r" Replaces a library's synonyms. */
  set_synonyms: [SetSynonyms, SynonymsText];
  /** r" Writes a filter into a query or takes it out. */
  toggle_filter: [FilterInput, QueryOnly];
  /** r" Opens a record as a page. */
  get_record: [IdInput, RecordView];
  /** r" Lists the closed lists and the names in use. */
  vocabulary: [null, Vocabulary];
  /** r" Makes a draft from the template of its kind. */
  new_record: [NewInput, IdInput];
  /** r" Copies a record under a new id. */
  duplicate_record: [IdInput, IdInput];
  /** r" Moves a record to the trash. */
  trash_record: [IdInput, IdInput];
  /** r" Takes a record out of the trash. */
  untrash_record: [IdInput, IdInput];
  /** r" Lists the trash. */
  trashed_records: [null, Array<Trashed>];
  /** r" Opens a record for editing. */
  open_editor: [IdInput, EditorState];
  /** r" Says what a text would be as this record. */
  analyse: [AnalyseInput, Analysis];
  /** r" Writes a form's changes into a text. */
  edit_text: [EditInput, TextOnly];
  /** r" Keeps what is being typed. */
  put_draft: [DraftInput, Kept];
  /** r" Throws away what was typed since the last revision. */
  discard_draft: [IdInput, null];
  /** r" Saves a text as the newest revision. */
  save_record: [SaveInput, SaveOutcome];
  /** r" Lists a record's revisions. */
  history: [IdInput, Array<RevisionView>];
  /** r" Compares two revisions. */
  diff: [DiffInput, Diff];
  /** r" Makes an old revision the newest one again. */
  restore_revision: [RestoreInput, SaveOutcome];
  /** r" Takes a picture into the store. */
  attach_image: [AttachInput, Attached];
  /** r" Returns the settings. */
  settings: [null, Settings];
  /** r" Changes the settings. */
  set_settings: [Settings, Settings];
  /** r" Looks at the installation's health. */
  doctor: [DoctorInput, HealthReport];
  /** r" Makes a verified backup. */
  backup_now: [null, BackupMade];
  /** r" Makes the index anew. */
  rebuild_index: [null, null];
  /** r" Writes records into a folder. */
  export_folder: [ExportInput, Exported];
  /** r" Imports files and folders. */
  import_paths: [ImportInput, ImportReport];
  /** r#" Answers "has anyone tried this?": attempts, the closest finding, playbooks, what goes wrong."# */
  answer: [QueryInput, Answer];
  /** r" Computes a verdict over part of its evidence. */
  recompute_verdict: [RecomputeInput, Recomputed];
  /** r" Draws the capability map. */
  capability_map: [MapInput, CapabilityMap];
  /** r#" Writes down an attempt that has ended; "I tried this" with `applies`."# */
  log_attempt: [LogInput, Logged];
  /** r" Registers an attempt before its outcome is known. */
  register_attempt: [RegisterInput, Logged];
  /** r" Closes an open attempt. */
  close_attempt: [CloseInput, Closed];
  /** r" Returns what the quick log starts with. */
  log_defaults: [null, LogDefaults];
  /** r" Reads facts from a git history, to be confirmed. */
  from_git: [GitInput, GitFacts];
  /** r" Makes a draft from the answers of an interview. */
  new_from_interview: [InterviewInput, Logged];
  /** r" Lists what needs a person. */
  inbox: [null, Inbox];
  /** r" Counts what waits in the inbox with a day on it or with somebody who asked. */
  inbox_count: [null, number];
  /** r" Puts an item of the inbox off. */
  snooze: [SnoozeInput, null];
  /** r" Puts an item of the inbox away until its record changes. */
  dismiss: [IdInput, null];
  /** r" Writes down that a record is still true. */
  verify: [VerifyInput, Verified];
  /** r" Asks for evidence. */
  request_evidence: [RequestInput, EvidenceRequest];
  /** r" Sums up what a query finds. */
  insights: [QueryInput, Insights];
  /** r" Sets two to four records side by side. */
  compare: [IdsInput, Comparison];
  /** r" Writes a view as CSV. */
  export_csv: [CsvInput, CsvTable];
  /** r" Returns the registry of agents and models. */
  registry: [null, Registry];
  /** r" Changes the registry; an empty one means the shipped one. */
  set_registry: [Registry, Registry];
  /** r" Lists the shared libraries. */
  shared_libraries: [null, Array<SharedLibrary>];
  /** r" Adds a shared library, or makes one of an empty repository. */
  add_library: [AddLibrary, AddOutcome];
  /** r" Forgets a shared library; its records stay. */
  remove_library: [LibraryInput, null];
  /** r" Puts the registry of agents and models into a shared library. */
  share_registry: [LibraryInput, RegistryAnswer];
  /** r" Sets how often a library is pulled by itself. */
  schedule_library: [ScheduleInput, SharedLibrary];
  /** r" Says what a pull would do. */
  plan_pull: [LibraryInput, PullAnswer];
  /** r" Pulls; a plan that takes something away needs a confirmation. */
  pull: [PullOptions, PullAnswer];
  /** r" Pulls every library whose time has come, as far as nothing has to be asked. */
  pull_due: [null, Array<PullAnswer>];
  /** r" Ends the exchange that is under way. */
  stop_sharing: [null, null];
  /** r" Publishes records or proposes them for review; first with `dry_run`, for the plan. */
  publish: [PublishOptions, PublishAnswer];
  /** r" Puts other words in the place of what a publish check found. */
  replace_finding: [ReplaceFindingInput, SaveOutcome];
  /** r" Lists proposals, as last pulled. */
  proposals: [ProposalsInput, Array<ProposalRow>];
  /** r" Opens a proposal for review. */
  get_proposal: [ProposalInput, ProposalView];
  /** r" Approves a proposal, asks for changes or declines it. */
  review_proposal: [ReviewInput, ReviewAnswer];
  /** r" Lists the open conflicts. */
  conflicts: [null, Array<ConflictRow>];
  /** r" Opens a conflict with the decisions made so far. */
  get_conflict: [ConflictInput, ConflictView];
  /** r" Resolves a conflict. */
  resolve_conflict: [ResolveInput, ResolveAnswer];
  /** r" Lists what happened to a record, here and in its library. */
  timeline: [IdInput, Array<TimelineEntry>];
};
