// English. The shape of this file is the type of every other language: what is missing there does not compile.

import { evidenceEn, evidenceWords } from './evidence.en';
import { searchEn } from './search.en';
import { shareEn, shareErrorsEn } from './share.en';

const rules = new Intl.PluralRules('en');
const n = (count: number): string => new Intl.NumberFormat('en').format(count);
/** `plural(2, 'record', 'records')` is "2 records". */
const plural = (count: number, one: string, other: string): string => `${n(count)} ${rules.select(count) === 'one' ? one : other}`;

/** Words of the vocabulary: a value without one is shown as written. */
type Words = Record<string, string>;

const words = {
  ...evidenceWords,
  kind: { 'case-study': 'Case study', playbook: 'Playbook', finding: 'Finding' } as Words,
  outcome: {
    open: 'Open', succeeded: 'Succeeded', mixed: 'Mixed', failed: 'Failed', abandoned: 'Abandoned', inconclusive: 'Inconclusive',
    not_reported: 'Not reported', not_applicable: 'Not applicable',
  } as Words,
  verdict: {
    can: 'Can', can_with_supervision: 'Can, with supervision', cannot: 'Cannot', contested: 'Contested', insufficient_evidence: 'Insufficient evidence', unknown: 'Unknown',
  } as Words,
  ring: { adopt: 'Adopt', trial: 'Trial', assess: 'Assess', hold: 'Hold' } as Words,
  certainty: { high: 'High certainty', moderate: 'Moderate certainty', low: 'Low certainty', very_low: 'Very low certainty' } as Words,
  certaintyShort: { high: 'High', moderate: 'Moderate', low: 'Low', very_low: 'Very low' } as Words,
  status: { draft: 'Draft', in_review: 'In review', published: 'Published', deprecated: 'Deprecated', superseded: 'Superseded', withdrawn: 'Withdrawn' } as Words,
  origin: { internal: 'Made here', external: 'Public source', imported: 'Imported' } as Words,
  visibility: { public: 'Public', organisation: 'Organisation', team: 'Team' } as Words,
  task: {
    feature: 'Feature', 'bug-fix': 'Bug fix', maintenance: 'Maintenance', refactoring: 'Refactoring', migration: 'Migration', port: 'Port', greenfield: 'Greenfield',
    're-architecture': 'Re-architecture', 'test-generation': 'Test generation', 'code-review': 'Code review', documentation: 'Documentation', performance: 'Performance',
    specification: 'Specification', verification: 'Verification', security: 'Security', 'control-design': 'Control design', 'incident-triage': 'Incident triage',
    operations: 'Operations', 'data-work': 'Data work', 'office-work': 'Office work', 'customer-service': 'Customer service', 'business-process': 'Business process',
    learning: 'Learning', rollout: 'Rollout', general: 'General',
  } as Words,
  autonomy: { operator: 'Operator', collaborator: 'Collaborator', consultant: 'Consultant', approver: 'Approver', observer: 'Observer' } as Words,
  autonomyNote: {
    operator: 'The person drives, the agent assists', collaborator: 'Both plan and act', consultant: 'The agent leads and asks',
    approver: 'The agent acts, a person approves', observer: 'The agent acts, a person watches',
  } as Words,
  harm: { none: 'None reported', near_miss: 'Near miss', minor: 'Minor', major: 'Major', critical: 'Critical' } as Words,
  design: {
    randomised_trial: 'Randomised trial', observational: 'Observational', benchmark: 'Benchmark', case_series: 'Case series', case_report: 'Case report',
    incident_report: 'Incident report', survey: 'Survey', anecdote: 'Anecdote', expert_opinion: 'Expert opinion', policy: 'Policy',
  } as Words,
  independence: {
    independent: 'Independent', self_reported: 'Self-reported', vendor_self_reported: 'Reported by the vendor of the tool', third_party_press: 'Reported by the press',
  } as Words,
  downgrade: {
    risk_of_bias: 'Risk of bias', inconsistency: 'Inconsistency', indirectness: 'Indirectness', imprecision: 'Imprecision', publication_bias: 'Publication bias',
  } as Words,
  result: { supports: 'Supports', mixed: 'Mixed', refutes: 'Refutes', none: 'Not scored' } as Words,
  relOut: {
    supports: 'supports', mixed: 'speaks both for and against', contradicts: 'contradicts', supersedes: 'replaces', superseded_by: 'is replaced by',
    derived_from: 'made from', related: 'related to', instance_of: 'part of', mitigates: 'would have prevented', applies: 'tried out', evidence: 'rests on', mentions: 'mentions',
  } as Words,
  relIn: {
    supports: 'supports this', mixed: 'speaks both for and against this', contradicts: 'contradicts this', supersedes: 'replaces this', superseded_by: 'is replaced by this',
    derived_from: 'is made from this', related: 'related', instance_of: 'is part of this', mitigates: 'would have prevented this', applies: 'tried this out',
    evidence: 'rests on this', mentions: 'mentions this',
  } as Words,
  tier: { primary: 'primary source', mirror: 'copy of the primary source', secondary: 'secondary source' } as Words,
  mark: { verified: 'Verified', attributed: 'One party’s claim', unverified: 'Unverified' } as Words,
  unit: { minutes: 'minutes', hours: 'hours', days: 'days', weeks: 'weeks', months: 'months', years: 'years' } as Words,
  dayBasis: { calendar: 'calendar days', working: 'working days' } as Words,
  basis: { manual_estimate: 'estimate', historical: 'historical', measured_control: 'measured control', measured: 'measured', felt: 'felt' } as Words,
  scope: { same: 'Same scope', reduced: 'Scope was reduced', expanded: 'Scope was expanded', unknown: 'Scope not known to be the same' } as Words,
  badge: {
    measured: 'Measured', historical_baseline: 'Historical baseline', estimated_baseline: 'Estimated baseline', felt: 'A feeling, not a measurement',
    learning_not_counted: 'Learning time not counted', scope_differs: 'Scope differs', day_basis_assumed: 'Calendar days assumed', slower: 'Slower', output_ratio: 'Output, not effort', vendor: 'Vendor self-reported',
  } as Words,
  missing: {
    planned: 'the planned effort is not public', actual: 'the actual effort is not public', planned_people: 'the planned team size is not public',
    actual_people: 'the actual team size is not public', planned_duration: 'the planned duration is not public', actual_duration: 'the actual duration is not public',
    unusable: 'a figure cannot be used', people: 'the team sizes are not public', durations: 'the durations are not public',
  } as Words,
  flag: {
    reported_only_successes: 'Only successes were reported', reported_only_failures: 'Only failures were reported', denominator_unknown_in_part: 'Number of attempts partly unknown',
    stale: 'Evidence is old', inconsistency: 'Results disagree', imprecision: 'Interval is wide',
  } as Words,
  flagNote: {
    reported_only_successes: 'No row is below full success. Failures are rarely published, so the verdict is held at “can, with supervision” at most and certainty is one step lower.',
    reported_only_failures: 'No row has any success. Collections of incidents have no count of the times it went well.',
    denominator_unknown_in_part: 'At least one case does not say how many attempts there were in all.',
    stale: 'The newest row is older than 12 months. Agents and models have changed since: try it again.',
    inconsistency: 'The rows point in different directions, so certainty is one step lower.',
    imprecision: 'The interval is wider than one half, so certainty is one step lower.',
  } as Words,
  reason: {
    no_evidence: 'no row can be scored', one_organisation: 'only one organisation', too_few_trials: 'fewer than three effective trials',
    severe_incident: 'a severe incident within 24 months', interval_too_wide: 'the interval is too wide to decide', evidence_conflicts: 'the evidence conflicts',
  } as Words,
  hosting: { cloud: 'Cloud', on_premises: 'On premises', hybrid: 'Hybrid', local: 'Own machine' } as Words,
  seniority: { junior: 'junior', mid: 'mid', senior: 'senior', principal: 'principal', distinguished: 'distinguished' } as Words,
  included: { true: 'included', false: 'not included', unknown: 'not stated' } as Words,
  action: { prevent: 'prevent', detect: 'detect', mitigate: 'mitigate', process: 'process' } as Words,
  direction: { up: 'should rise', down: 'should fall' } as Words,
  precondition: {
    'clear-and-communicated-ai-stance': 'A clear, communicated stance on AI', 'healthy-data-ecosystems': 'Healthy data ecosystems', 'ai-accessible-internal-data': 'Internal data that AI can reach',
    'strong-version-control-practices': 'Strong version control', 'working-in-small-batches': 'Working in small batches', 'user-centric-focus': 'Focus on users',
    'quality-internal-platforms': 'Good internal platforms',
  } as Words,
  ratio: { person_effort: 'person-effort', elapsed_time: 'elapsed time', output: 'output' } as Words,
  actor: { starter: 'Starter library', app: 'this app', cli: 'command line', mcp: 'an agent', import: 'an import' } as Words,
  chipProblem: { unknown_field: 'there is no such filter', bad_date: 'not a date', bad_age: 'not an age: write 90d, 12w, 6m or 2y', bad_number: 'not a number' } as Words,
  role: { success_rate: 'Success rate', descriptive: 'A figure worth showing' } as Words,
};

export const en = {
  words,
  evidence: evidenceEn,
  search: searchEn,
  share: shareEn,
  app: {
    name: 'Fieldbook', main: 'Main', find: 'Find', back: 'Back', forward: 'Forward', palette: 'Find or run a command', newRecord: 'New record', settings: 'Settings',
    loading: 'Loading', retry: 'Try again', close: 'Close', cancel: 'Cancel', undo: 'Undo', ok: 'OK', more: 'More', clear: 'Clear', remove: 'Remove', add: 'Add', copy: 'Copy',
    space: 'Space', message: 'Messages', notStated: 'Not stated', draft: 'Draft', skip: 'Skip to content', unknown: 'Unknown', yes: 'Yes', no: 'No',
    readOnly: 'Read only: this library was written by a newer Fieldbook',
  },
  status: {
    counts: (cases: number, playbooks: number, findings: number) =>
      `${plural(cases, 'case study', 'case studies')} · ${plural(playbooks, 'playbook', 'playbooks')} · ${plural(findings, 'finding', 'findings')}`,
    ready: 'Index up to date', indexing: (done: number, total: number) => `Indexing ${n(done)} of ${n(total)}`, preparing: 'Preparing the index',
    progress: (task: string, done: number, total: number | null) => `${task}: ${n(done)}${total === null ? '' : ` of ${n(total)}`}`,
  },
  tasks: { index: 'Index', import: 'Import', export: 'Export', backup: 'Backup', rebuild: 'Rebuilding the index', receive: 'Receiving', plan: 'Comparing', take_in: 'Taking in' } as Words,
  keys: {
    move: 'move', open: 'open', preview: 'preview', filter: 'filter', all: 'all keys', search: 'search', commands: 'commands', back: 'back', backToResults: 'back to results',
    next: 'next', previous: 'previous', nextPrevious: 'next, previous', edit: 'edit', copyLink: 'copy link', rail: 'side panel', history: 'history', outline: 'find in page', pane: 'next pane',
    newRecord: 'new record', settings: 'settings', forward: 'forward', sections: 'find', layout: 'form or source', save: 'save a revision', check: 'next check', close: 'close',
    duplicate: 'duplicate', remove: 'move to trash', palette: 'commands', first: 'first', last: 'last', sort: 'sort', choose: 'choose', addFilter: 'add as filter', restore: 'restore', clear: 'clear',
    copyText: 'copy Markdown', everywhere: 'Everywhere', find: 'Find', record: 'Record', editor: 'Editor', historyScope: 'History', escape: 'back or close', image: 'insert image', undo: 'undo', redo: 'redo',
    findInSource: 'find in source',
  },
  find: {
    title: 'Has anyone tried this?', placeholder: 'Describe the task, or paste the ticket', label: 'Search all records', narrowWith: 'Narrow with', narrowTo: 'Narrow to',
    results: (total: number, ms: string) => `${plural(total, 'result', 'results')} in ${ms} ms`, resultsLive: (total: number) => plural(total, 'result', 'results'),
    list: 'Results', filters: 'Filters', previewPane: 'Preview', clearAll: 'Clear all', sort: 'Sort', showFilters: 'Show filters', removeFilter: (name: string) => `Remove filter ${name}`,
    sortBy: { relevance: 'Best match', date: 'Newest', certainty: 'Most certain' },
    facets: {
      kind: 'Kind', outcome: 'Outcome', verdict: 'Verdict', task: 'Task type', agent: 'Agent', model: 'Model', ring: 'Ring', certainty: 'Certainty', origin: 'Origin', status: 'Status',
      tag: 'Tag', library: 'Library', seniority: 'Seniority', infra: 'Infrastructure', organisation: 'Organisation',
    } as Words,
    moreValues: (count: number) => `${n(count)} more`, fewerValues: 'Fewer',
    none: 'No one here has tried this.', noneHint: 'Nothing matches every word and filter.', drop: (query: string, total: number) => `${query === '' ? 'Show everything' : `Search for “${query}”`}: ${plural(total, 'result', 'results')}`,
    dropAll: 'Search without filters', startRecord: 'Write the first record', didYouMean: 'Did you mean', correctedFrom: (from: string) => `Nothing for “${from}”. Showing results for`,
    emptyLibrary: 'This library is empty.', emptyHint: 'Write the first record: what was tried, how it ended, what failed.', error: 'The search did not work.',
    indexing: (done: number, total: number) => `Indexing ${n(done)} of ${n(total)}. Results appear as they come.`, related: 'related',
    recent: 'Recent', newest: 'Newest case studies', findings: 'What agents can and cannot do', known: 'What is known', recordsBehind: (count: number) => `${plural(count, 'record', 'records')} behind it`,
    rowsFrom: (records: number, organisations: number) => `${plural(records, 'record', 'records')}, ${plural(organisations, 'organisation', 'organisations')}`,
    resultsCount: (count: number) => plural(count, 'result', 'results'), sampleWarning: 'Public cases were picked on purpose, failures above all: their share says nothing about how often agents fail.',
    cases: (count: number) => plural(count, 'case study', 'case studies'), counts: { succeeded: (c: number) => `${n(c)} succeeded`, mixed: (c: number) => `${n(c)} mixed`, failed: (c: number) => `${n(c)} failed`, open: (c: number) => `${n(c)} open`, other: (c: number) => `${n(c)} without a result` },
    nothingSelected: 'Choose a result to see it here.', open: 'Open', copyLink: 'Copy link', togglePreview: 'Preview pane', chipProblem: (problem: string) => `Not understood: ${problem}`, draftTag: 'Draft',
    suggestions: 'Suggestions', fieldHint: (count: number) => plural(count, 'record', 'records'), unsearchable: 'This filter is not understood and is ignored',
  },
  record: {
    worked: 'What worked', failed: 'What failed', supervision: 'Supervision', groundRules: 'Ground rules', trust: 'How far to trust this', studyDesign: 'Study design', independence: 'Independence',
    denominator: 'Denominator', denominatorKnown: 'Known', denominatorUnknown: 'Unknown', loweredFor: 'Lowered for', nothingLowered: 'Nothing', disputed: 'Disputed',
    failedNone: 'Not reported. No failures were published.', workedNone: 'Not reported.', supervisionNone: 'Not stated.', autonomyNone: 'Autonomy level not stated.',
    measured: 'Result', planned: 'Planned', actual: 'Actual', plannedBy: (basis: string) => `Planned, ${basis}`, actualBy: (basis: string) => `Actual, ${basis}`,
    people: (text: string, count: number) => `${text} ${rules.select(count) === 'one' ? 'person' : 'people'}`, durationOf: (text: string, unit: string, count: number) => `${text} ${count === 1 ? unit.replace(/s$/, '') : unit}`,
    personEffort: 'person-effort', fewerPeople: 'fewer people', morePeople: 'more people', lessTime: 'less time', moreTime: 'more time', elapsed: 'less elapsed time', elapsedSlower: 'more elapsed time', teamOnly: 'fewer people',
    outputRatio: 'output, not effort', slower: 'slower', effort: 'Effort and leverage', showAssumptions: 'Show every assumption', hideAssumptions: 'Hide assumptions', assumption: 'Assumption', factor: 'Factor',
    noFactor: (reasons: string) => `No person-effort factor: ${reasons}.`, axis: (text: string) => `Leverage on a logarithmic axis: ${text}`,
    convention: {
      standard: 'As recorded: calendar days, months of 30.44 days', thirty_day_months: 'Months of 30 days', working_days: 'The actual days are working days', actual_people: 'people did the work',
      planned_people: 'people were planned', learning_weeks: 'weeks of learning counted',
    } as Words,
    conventionWith: (amount: string, text: string) => `${amount} ${text}`, range: (from: string, to: string) => `${from} to ${to}`, cost: 'Agent cost', tokens: (count: string) => `${count} tokens`,
    cost1: (usd: string) => `${usd} for the agent`, learningOf: (text: string) => `Learning: ${text}`, headlineMark: 'headline',
    notGrey: 'This factor is left out of every summary.', incident: 'Incident', trigger: 'Trigger', detection: 'How it was noticed', rootCauses: 'Root causes', resolution: 'How it was put right',
    actions: 'What is done about it', lucky: 'Where they got lucky', expected: 'What is hoped for', due: 'Due', overdue: 'Past its date', openAttempt: 'This attempt is still open.',
    counted: (successes: string, trials: string, unit: string) => `${successes} of ${trials}${unit ? ` ${unit}` : ''}`, rate: (percent: string, unit: string) => `${percent}${unit ? ` ${unit}` : ''}`, approximately: 'about',
    library: 'Library', agent: 'Agent', model: 'Model', team: 'Team', harm: 'Harm', reviewBy: 'Re-check by', owner: 'Owner', authors: 'Authors', reviewedBy: 'Read by', status: 'Status', date: 'Date', origin: 'Origin',
    domain: 'Domain', tags: 'Tags', infrastructure: 'Runs on', organisation: 'Organisation', updated: 'Changed', verifiedOn: 'Verified', about: 'About this record', links: 'Linked records', sources: 'Sources', facts: 'Facts and their marks',
    noSource: 'Not in a stored source', history: 'History', allHistory: 'All revisions', caveats: 'Caveats', outline: 'On this page', notStated: (fields: string) => `Not stated: ${fields}.`, missingRecord: 'Not in this library',
    edit: 'Edit', moreActions: 'More actions', copyLink: 'Copy link', copyText: 'Copy as Markdown', duplicate: 'Duplicate', trash: 'Move to trash', linkCopied: 'Link copied', textCopied: 'Markdown copied',
    trashed: (title: string) => `“${title}” is in the trash.`, trashedBanner: 'This record is in the trash.', takeBack: 'Take it back', hasDraft: 'A draft of this record is not saved as a revision yet.', openDraft: 'Go on editing',
    notFound: 'There is no such record here.', notFoundHint: 'It may have been renamed, or it lives in a library that is not on this computer.', error: 'This record could not be opened.', degraded: 'Shown as plain text',
    remoteImages: (count: number) => `${plural(count, 'picture', 'pictures')} from the web ${count === 1 ? 'is' : 'are'} not loaded.`, revised: (date: string) => `revised ${date}`, starter: 'Comes with Fieldbook',
    superseded: 'This record was replaced.', withdrawn: 'This record was withdrawn.', deprecated: 'This record is no longer advised.', mentionedFacts: (count: number) => plural(count, 'fact', 'facts'),
    ring: 'Ring, set by a person', noRing: 'No ring set', evidence: 'Evidence, computed', autonomy: 'Autonomy', ringBy: (who: string, when: string) => [who, when].filter(Boolean).join(', '),
    evidenceLine: (supports: number, mixed: number, refutes: number) => `${plural(supports, 'record supports', 'records support')}, ${n(mixed)} mixed, ${n(refutes)} against.`,
    failSafe: (count: number) => (count === 0 ? 'One more failure would overturn it.' : `${plural(count, 'more failure', 'more failures')} would overturn it.`), fragile: 'Fragile',
    noEvidence: 'No record says how it went.', ringDisagrees: 'The ring is a decision; the evidence behind it is very thin.', useWhen: 'Use it when', notWhen: 'Do not use it when', problem: 'Problem', context: 'Context', forces: 'What pulls apart', steps: 'Steps',
    rule: 'Rule', enforcedBy: 'Enforced by', textOnly: 'Text only: nothing enforces it', review: 'Review, a person decides', enforced: 'Enforced', notEnforced: 'Text only', stopWhen: 'Stop when', gates: 'A person decides when', howItFails: 'How it fails', failure: 'Failure',
    firstSign: 'First sign', response: 'Response', measures: 'What to measure', measure: 'Measure', direction: 'Direction', guardrail: 'Guardrail', guardrailNote: 'must not get worse', preconditions: 'What must be in place', confirmation: 'How one sees that it is followed',
    applied: (count: number) => `Applied ${plural(count, 'time', 'times')}`, appliedNone: 'No one has reported using this. Imported claims do not count.', usesHere: (count: number) => `${plural(count, 'use', 'uses')} here`, claimedTitle: 'What the catalogue says about itself',
    claimedNote: 'Taken over as it stands. None of it counts as evidence here.', claimed: { status: 'Status', category: 'Category', maturity: 'Maturity', complexity: 'Complexity', effort: 'Effort', impact: 'Impact', evidence_grade: 'Evidence grade', tools: 'Tools', based_on: 'Based on' } as Words,
    conditions: 'What must hold', outOfScope: 'Not covered', verdict: 'Verdict, computed', supervisedRows: 'Supervised', unsupervisedRows: 'Unsupervised', arithmetic: 'The arithmetic', interval: (p: string, lo: string, hi: string) => `${p} [${lo}–${hi}]`,
    intervalLabel: (name: string, p: string, lo: string, hi: string) => `${name}: ${p}, 90 % interval ${lo} to ${hi}`, noStratum: 'no evidence', half: 'one half', rows: 'Rows of evidence', row: 'Record', result: 'Result', count: 'Count', weight: 'Weight', score: 'Score',
    size: 'Size', recency: 'Recency', certainty: 'Certainty', severe: 'Severe incident', disputedTag: 'Disputed', nEff: (text: string) => `effective n ${text}`, organisations: (count: number) => plural(count, 'organisation', 'organisations'),
    rowCounts: (s: number, m: number, r: number, none: number) => `${n(s)} support, ${n(m)} mixed, ${n(r)} refute${none ? `, ${n(none)} not scored` : ''}`, newest: (text: string) => `newest ${text} old`, retest: 'Re-test', flags: 'What to keep in mind',
    formula: 'Score × weight gives the share; weight is certainty × recency; a row counts for at most 10 trials. The line is a 90 % Wilson interval. A verdict is never typed in.', halfLife: (months: string) => `Evidence loses half its weight in ${months} months.`,
    noHalfLife: 'This evidence does not age: a missing control does not become safe.', because: (reason: string) => `because ${reason}`, supervisedYes: 'yes', supervisedNo: 'no', wholeText: 'Whole text', pageFind: 'Find in this page', pageFindNone: 'Not on this page',
    pageFindCount: (at: number, total: number) => `${n(at)} of ${n(total)}`, previousHit: 'Previous', nextHit: 'Next', sections: 'Sections', mentionsNone: 'Nothing points here yet.', linkTo: (host: string) => `This link leads to ${host}.`, openLink: 'Open in the browser',
    openLinkTitle: 'Leave Fieldbook?', linkBad: 'This link cannot be opened.', published: (date: string) => `published ${date}`, accessed: (date: string) => `read ${date}`, internalRef: 'inside the organisation', showRail: 'Show side panel', hideRail: 'Hide side panel',
    summary: 'Summary', byWho: (name: string) => `by ${name}`, against: (text: string) => `against ${text}`,
  },
  history: {
    title: 'History', revisions: (count: number) => plural(count, 'revision', 'revisions'), revision: (number: number) => `Revision ${n(number)}`, current: 'current', compare: 'Compare', with: 'with', restore: 'Restore this revision',
    restored: (number: number) => `Revision ${n(number)} is current again, as a new revision.`, fields: 'Fields', text: 'Text', before: 'Before', after: 'After', none: 'Nothing differs.', empty: '(empty)', unchanged: (count: number) => `${plural(count, 'line', 'lines')} unchanged`,
    added: (count: number) => `${plural(count, 'line', 'lines')} added`, removed: (count: number) => `${plural(count, 'line', 'lines')} removed`, first: 'First revision: nothing to compare with.', backToRecord: 'Back to the record', noNote: 'No note', list: 'Revisions', restoreStale: 'The record changed in the meantime. Look again, then restore.',
    addedMark: 'added', removedMark: 'removed',
  },
  edit: {
    form: 'Form', both: 'Form and source', source: 'Source', preview: 'Preview', layout: 'Layout', checks: 'Checks', beforePublish: 'Before you publish', toFix: (count: number) => `${n(count)} to fix`, allGood: 'Nothing to fix',
    saved: (time: string) => `Kept on this computer, ${time}`, savedRevision: (revision: number) => `Saved as revision ${n(revision)}`, saving: 'Keeping …', unsaved: 'Not kept yet', notKept: 'Could not be kept. Your text is still here.', save: 'Save', saveTitle: 'Save a revision', note: 'What changed, in a few words',
    noteHint: 'Shown in the history. You can leave it empty.', unchangedSave: 'Nothing changed since the last revision.', discard: 'Discard the draft', discardTitle: 'Discard this draft?', discardText: 'The record stays as it was last saved. What you typed since then is lost.', discarded: 'Draft discarded', view: 'Look at it',
    stale: 'Someone else saved this record while you were editing.', compare: 'Compare', keepMine: 'Keep mine', takeTheirs: 'Take theirs', kept: 'Your text is now based on the newest revision. Save it to replace theirs.', taken: 'Their text is here. Undo brings yours back.', yours: 'Yours', theirs: 'Theirs',
    brokenForm: (line: string) => `The front matter cannot be read${line ? ` (line ${line})` : ''}. Put it right in the source; the form is locked until then.`, line: (line: number) => `Line ${n(line)}`, words: (count: number) => plural(count, 'word', 'words'), followsCursor: 'follows the cursor', emptyBody: 'Nothing written yet.',
    fromDraft: (time: string) => `Your draft of ${time} is here again.`, addItem: (what: string) => `Add to ${what}`, removeItem: (what: string, index: number) => `Remove ${what} ${n(index)}`, moveUp: 'Move up', moveDown: 'Move down', moreFields: 'More fields', fewerFields: 'Fewer fields', choose: 'Choose', otherValue: (value: string) => `${value} (not in the list)`,
    image: 'Insert an image', imageFailed: 'The image could not be added.', imageAdded: 'Image added', dropImage: 'Drop the image to add it', body: 'Text', bodyHint: 'The text below the fields is written in the source.', goToBody: 'Go to the text', from: 'from', to: 'to', emptyDash: 'empty', sourceLabel: 'Markdown source', revisions: 'Revisions',
    draftNow: 'This draft, not saved', publishBlocks: 'Blocks publishing', problem: 'Problem', hint: 'Hint', loading: 'Opening the editor', error: 'The editor could not be opened.', formLabel: 'Form', unknownKeys: (keys: string) => `Kept as written: ${keys}.`, mine: 'mine',
    statusDraft: 'Draft, kept on this computer only', statusClean: (revision: number) => `Revision ${n(revision)}`, dateHint: 'YYYY, YYYY-MM or YYYY-MM-DD', list: 'One entry each', newItem: 'New entry', noReview: 'Someone other than the author', fieldHidden: 'This field is only in the source.',
    groups: { basics: 'Basics', what: 'What happened', effort: 'Effort', evidence: 'Evidence', who: 'Who and when', sources: 'Sources and facts', incident: 'Incident', when: 'When to use it', how: 'How to do it', watch: 'Supervision', fails: 'How it fails', ring: 'Ring', claim: 'Claim', rows: 'Rows of evidence', links: 'Links and caveats', context: 'Agent and setting' } as Words,
    fields: {
      title: 'Title', summary: 'Summary', task_type: 'Task type', domain: 'Domain', tags: 'Tags', status: 'Status', owner: 'Owner', authors: 'Authors', reviewed_by: 'Read by', created: 'Created', updated: 'Changed', review_by: 'Re-check by', visibility: 'Visibility', origin: 'Origin', status_reason: 'Reason for the status',
      organisation: 'Organisation', date: 'Date', outcome: 'Outcome', harm: 'Harm', measured_result: 'Measured result', what_worked: 'What worked', what_failed: 'What failed', caveats: 'Caveats', supervision: 'Supervision', autonomy_level: 'Autonomy', ground_rules: 'Ground rules', expected: 'What is hoped for', due: 'Due',
      'agent.name': 'Agent', 'agent.version': 'Agent version', 'agent.harness': 'Harness', 'model.name': 'Model', 'model.version': 'Model version', 'effort.planned': 'Planned', 'effort.actual': 'Actual', people: 'People', duration: 'Duration', unit: 'Unit', day_basis: 'Days', basis: 'Basis', 'effort.scope_match': 'Scope',
      'effort.learning.value': 'Learning time', 'effort.learning.unit': 'Unit', 'effort.learning.included': 'Counted in the actual effort', 'effort.agent_cost.usd': 'Agent cost in US dollars', 'effort.agent_cost.tokens': 'Tokens', 'counts.successes': 'Successes', 'counts.trials': 'Trials', 'counts.unit': 'What was counted',
      'evidence.study_design': 'Study design', 'evidence.independence': 'Independence', 'evidence.certainty': 'Certainty', 'evidence.downgraded_for': 'Lowered for', 'evidence.denominator_known': 'Number of all attempts known', 'evidence.disputed': 'Disputed', sources: 'Sources', facts: 'Facts', links: 'Links',
      'incident.trigger': 'Trigger', 'incident.detection': 'How it was noticed', 'incident.root_causes': 'Root causes', 'incident.resolution': 'How it was put right', problem: 'Problem', context: 'Context', forces: 'What pulls apart', signals: 'Use it when', anti_signals: 'Do not use it when', preconditions: 'What must be in place', steps: 'Steps',
      'supervision.autonomy_level': 'Autonomy', 'supervision.gates': 'A person decides when', 'supervision.stop_conditions': 'Stop when', failure_modes: 'How it fails', measures: 'What to measure', confirmation: 'How one sees that it is followed', ring: 'Ring', ring_reason: 'Reason', ring_decided_by: 'Decided by', ring_decided_on: 'Decided on',
      claim: 'Claim', conditions: 'What must hold', out_of_scope: 'Not covered', half_life_months: 'Half-life in months', evidence: 'Rows of evidence', 'team.size': 'Team size', 'infrastructure.hosting': 'Runs on', 'infrastructure.provider': 'Provider',
      'item.rule': 'Rule', 'item.enforced': 'Enforced outside the model', 'item.enforce_with': 'Enforced by', 'item.mode': 'What fails', 'item.sign': 'First sign', 'item.response': 'Response', 'item.name': 'Name', 'item.unit': 'Unit', 'item.direction': 'Direction', 'item.guardrail': 'Guardrail', 'item.id': 'Id', 'item.url': 'Address',
      'item.title': 'Title', 'item.publisher': 'Publisher', 'item.published': 'Published', 'item.accessed': 'Read on', 'item.tier': 'Tier', 'item.text': 'Statement', 'item.mark': 'Mark', 'item.source': 'Source', 'item.rel': 'Relation', 'item.to': 'Record', 'item.ref': 'Case study', 'item.result': 'Result',
      'item.supervised': 'Supervised', 'item.successes': 'Successes', 'item.trials': 'Trials', 'item.severe': 'Severe incident', 'item.note': 'Note',
    } as Words,
    hints: {
      claim: 'One sentence: “Agents can …”', what_failed: 'If nothing is known, type “none reported”.', caveats: 'If there are none, type “none known”.', summary: 'One or two plain sentences.', measured_result: 'Number, unit and comparison.', half_life_months: 'Empty: 12. For controls that do not age, write null in the source.', reviewed_by: 'At least one person who is not an author.',
    } as Words,
  },
  checks: {
    passed: 'The checker has nothing to say.', jump: 'Go to the place',
  },
  palette: {
    title: 'Find or run a command', records: 'Records', commands: 'Commands', filters: 'Filters', recent: 'Recent', none: 'No match.', searchAll: (text: string) => `Search the text of all records for “${text}”`, commandsOnly: 'commands only', label: 'Search records and commands',
    cmd: {
      find: 'Go to search', settings: 'Open settings', shortcuts: 'Show all keys', newCase: 'New case study', newPlaybook: 'New playbook', newFinding: 'New finding', themeLight: 'Light theme', themeDark: 'Dark theme', themeSystem: 'Theme of the system', english: 'English', chinese: '简体中文',
      backup: 'Make a backup now', rebuild: 'Rebuild the index', doctor: 'Check the health of the data', export: 'Export all records as Markdown', edit: 'Edit this record', history: 'History of this record', copyLink: 'Copy a link to this record', duplicate: 'Duplicate this record', trash: 'Move this record to the trash', back: 'Back', trashList: 'Open the trash',
    },
  },
  newRecord: { title: 'New record', kind: 'Kind', name: 'Title', create: 'Create', hint: { 'case-study': 'What happened once, somewhere: success, failure, incident, experiment.', playbook: 'What to do: steps, rules, supervision, how it fails.', finding: 'Whether agents can do something, with rows of evidence.' } as Words, placeholder: 'What was tried?' },
  settings: {
    title: 'Settings', appearance: 'Appearance', theme: 'Theme', themes: { system: 'System', light: 'Light', dark: 'Dark' }, language: 'Language', languages: { system: 'System', en: 'English', zh: '简体中文' }, you: 'You', author: 'Your name', authorHint: 'Written into the history and into new records. It stays on this computer until you share a record.',
    keyboard: 'Keyboard', singleKeys: 'Single-letter keys', singleKeysHint: 'Letters such as E and J act while no text field has the focus.', allKeys: 'Show all keys', preview: 'Preview beside the results', data: 'Data', location: 'Where the data is', backups: 'Backups', backupsHint: 'Verified copies, in a folder of their own.', backupNow: 'Make a backup now', choose: 'Choose a folder', backupsDefault: 'Default folder',
    backedUp: (count: number, file: string) => `${plural(count, 'record', 'records')} backed up to ${file}`, health: 'Health', doctor: 'Check', doctorDeep: 'Check everything', healthy: 'Everything is in order.', unhealthy: 'Something needs attention.', rebuild: 'Rebuild the index', rebuildHint: 'The index is only a copy: rebuilding it loses nothing.', rebuilt: 'The index is being rebuilt.', exportTitle: 'Export', exportHint: 'All records as Markdown files, in a folder that you choose.', exportNow: 'Export all records',
    exported: (count: number, kept: number) => `${plural(count, 'file', 'files')} written${kept === 0 ? '' : `; ${plural(kept, 'was', 'were')} edited there since and kept: import the folder first`}`, about: 'About', version: 'Version', engines: 'Built on', licence: 'Licence', trash: 'Trash', trashEmpty: 'The trash is empty.', restore: 'Take back', restored: (title: string) => `“${title}” is back.`, checking: 'Checking …', copied: 'Path copied', copyPath: 'Copy the path', indexState: 'Search index', working: 'Working …',
  },
  shortcuts: { title: 'All keys', off: 'Single-letter keys are turned off in the settings.', on: 'Letters act while no text field has the focus.' },
  errors: {
    codes: {
      ...shareErrorsEn,
      unreachable: () => 'Fieldbook’s engine did not answer.', internal: () => 'Something unexpected happened in Fieldbook’s engine.', 'not-found': () => 'There is no such record.', ambiguous: (args) => `Several records go by “${args.id ?? ''}”: ${args.candidates ?? ''}.`,
      'bad-id': (args) => `“${args.id ?? ''}” cannot be an id.`, exists: (args) => `There is a record called “${args.id ?? ''}” already.`, 'too-large': (args) => `This is larger than the limit of ${args.limit ?? '?'} bytes.`,
      'front-matter-broken': (args) => `The fields cannot be read (line ${args.line ?? '?'}): ${args.reason ?? ''}. Put it right in the source.`, 'edit-refused': (args) => `“${args.path ?? ''}” cannot be changed from the form here; change it in the source.`,
      'front-matter-too-large': () => 'The fields would be larger than Fieldbook reads. Move prose into the text.', 'read-only': () => 'The library is read only.', 'newer-schema': () => 'This library was written by a newer Fieldbook. Update Fieldbook to open it.',
      'not-fieldbook': (args) => `${args.path ?? ''} is not a Fieldbook library.`, 'disk-full': () => 'The disk is full. Your text is still here; make room and it will be kept.', busy: () => 'Another program is writing to the library. It will be tried again.', 'in-use': () => 'The library is in use by another program.',
      damaged: (args) => `The library is damaged: ${args.detail ?? ''}`, 'network-file-system': (args) => `The library lies on a network drive (${args.kind ?? ''}), where it could be damaged. Move it to this computer.`, 'not-an-image': () => 'This file is not an image that Fieldbook shows (PNG, JPEG, GIF or WebP).',
      'bad-backup': (args) => `This backup cannot be used: ${args.detail ?? ''}`, file: (args) => `${args.path ?? 'A file'} could not be read or written: ${args.reason ?? ''}`, 'disk-failed': (args) => `The disk reports an error: ${args.detail ?? ''}`, index: () => 'The search index cannot be read. It can be rebuilt in the settings; no record is lost.',
      'no-git': () => 'There is no git on this computer: install it first.', 'no-repository': (args) => `${args.path ?? 'This'} is no folder of a git repository on this computer.`, 'no-range': (args) => `The repository has no range “${args.range ?? ''}”. Write it as main..feature or v1.0..HEAD.`, git: (args) => `Git says: ${args.detail ?? ''}`,
      stopped: () => 'Stopped.', 'no-home': () => 'The system names no home folder to keep the library in.', 'link-refused': () => 'This link cannot be opened.', 'link-not-opened': () => 'The system has no program for this link.',
    } as Record<string, (args: Record<string, string>) => string>,
    title: 'Something went wrong', details: 'Details',
  },
  notices: {
    'newer-schema-read-only': () => 'This library was written by a newer Fieldbook: it can be read, not changed.', 'folder-read-only': (args) => `The folder ${args.path ?? ''} cannot be written: records can be read, not changed.`,
    'network-file-system': (args) => `The library lies on a network drive (${args.kind ?? ''}), where it could be damaged. Move it to this computer.`, 'synced-folder': (args) => `The library lies in a folder that ${args.product ?? 'another program'} keeps in step; that can damage it. Move it elsewhere.`,
    'damaged-set-aside': (args) => `The library was damaged; the damaged file is kept as ${args.path ?? ''}.`, 'restored-from-backup': (args) => `The library was restored from the backup ${args.backup ?? ''}.`, salvaged: () => 'The library was damaged; what could be read was saved into a new one.',
    migrated: (args) => `The library was brought up to date; a backup of the old one is ${args.backup ?? ''}.`, 'index-behind': () => 'The search index is behind; newer records are found more slowly until it has caught up.', 'index-rebuilt': () => 'The search index was made anew.',
  } as Record<string, (args: Record<string, string>) => string>,
  time: { mo: (months: number) => (months < 1 ? 'new' : `${n(months)} mo`), months: (months: number) => plural(months, 'month', 'months'), justNow: 'just now' },
};

export type Messages = typeof en;
