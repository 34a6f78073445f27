// English for sharing: libraries, pulling, publishing, review, conflicts. Part of en.ts.

const rules = new Intl.PluralRules('en');
const n = (count: number): string => new Intl.NumberFormat('en').format(count);
const plural = (count: number, one: string, other: string): string => `${n(count)} ${rules.select(count) === 'one' ? one : other}`;

type Words = Record<string, string>;

/** What went wrong with a remote, and what to do about it. */
interface Trouble {
  title: string;
  hint: string;
}

const pulled = (name: string): string => `Pulled from ${name}`;

export const shareEn = {
  nav: 'Libraries',
  keys: { libraries: 'libraries', run: 'carry out', include: 'include', checkAgain: 'check again', nextChange: 'next, previous change', note: 'write a note', send: 'send', yours: 'yours', theirs: 'theirs', both: 'both', write: 'write', decide: 'next', publish: 'publish' },
  side: {
    title: 'Libraries', here: 'On this computer', shared: 'Shared through git', personal: 'Personal', personalNote: 'private, never leaves unless you publish it', starter: 'Public evidence', starterNote: 'comes with Fieldbook', add: 'Add a library',
    conflicts: (count: number) => plural(count, 'conflict', 'conflicts'), edited: (count: number) => `${n(count)} edited here`, upToDate: (when: string) => `up to date, ${when}`, pulledAt: (when: string) => `pulled, ${when}`, never: 'not pulled yet', look: 'a pull waits for your look',
  },
  empty: {
    title: 'No shared library yet', hint: 'A shared library is a folder of Markdown in any git repository your team can reach. There is no Fieldbook server, and nothing leaves this computer until you publish it.',
    ways: 'Three ways to begin', address: 'An address', addressHint: 'https, ssh or user@host:path. Your own git signs in.', folder: 'A folder', folderHint: 'A bare repository on this computer or on a drive.', fresh: 'A new library', freshHint: 'An empty repository becomes a library.',
  },
  add: {
    title: 'Add a library', address: 'Address or folder', addressHint: 'https://…, ssh://…, user@host:path or a folder', browse: 'Choose a folder', name: 'Name on this computer', nameHint: '3 to 64 of a–z, 0–9 and hyphens', add: 'Add', looking: (where: string) => `Asking ${where}`,
    create: 'Make it a Fieldbook library', badName: 'This name is in use, or cannot be one: 3 to 64 of a–z, 0–9 and hyphens.', badUrl: (reason: string) => `This address is not taken: ${reason}.`, added: (name: string) => `“${name}” was added.`, created: (name: string) => `“${name}” is a library now.`,
  },
  head: {
    branch: 'branch', checked: (when: string) => `checked ${when}`, checkedNever: 'not checked yet', checkAgain: 'Check again', more: 'More about this library', tabs: 'Parts of this library', plan: 'Plan', publish: 'Publish', proposals: 'Proposals', conflicts: 'Conflicts', openRecords: 'Show its records', remove: 'Remove from this computer',
    every: (minutes: number) => (minutes < 60 ? `Pull by itself every ${n(minutes)} minutes` : minutes === 60 ? 'Pull by itself every hour' : minutes === 1440 ? 'Pull by itself once a day' : `Pull by itself every ${n(minutes / 60)} hours`), manual: 'Pull only when I ask', scheduled: 'Changed when it is pulled.', byItself: (every: string) => every.replace('Pull by itself', 'pulled by itself'), review: 'a second person reads before publishing',
  },
  remove: { title: (name: string) => `Remove “${name}”?`, text: 'The library is forgotten on this computer. Its records stay here as they are, and nothing changes for anyone else.', remove: 'Remove', removed: (name: string) => `“${name}” was removed. Its records are still here.` },
  working: { checking: (where: string) => `Asking ${where}`, pulling: 'Taking in what was planned', publishing: (where: string) => `Sending to ${where}`, stop: 'Stop', stopping: 'Stopping' },
  refusal: {
    needs_credentials: { title: 'The host does not let you in.', hint: 'Fieldbook signs in with your own git. Make sure that git can read this address in a terminal (git ls-remote), then try again.' },
    not_found: { title: 'There is nothing at this address.', hint: 'Check the spelling, and whether you may see it. For a folder of your own, make an empty repository first: git init --bare.' },
    unreachable: { title: 'The host does not answer.', hint: 'Everything here goes on without it. Try again when you are online.' },
    empty: { title: 'The repository is empty.', hint: 'It can become a library: Fieldbook writes one small file into it.' },
    not_a_library: { title: 'This is no Fieldbook library yet.', hint: 'It has no file fieldbook.toml. It can become a library: Fieldbook adds that one file and changes nothing else.' },
    bad_marker: { title: 'Its file fieldbook.toml cannot be read.', hint: 'Somebody who may write to the library has to put it right.' },
    too_large: { title: 'It is larger than Fieldbook takes.', hint: 'A library holds records only. Ask its owners to keep other files elsewhere.' },
    damaged: { title: 'What it sent is damaged or dangerous.', hint: 'Nothing of it was taken. Tell the owners of the library.' },
    another_library: { title: 'This is another library than the one you added.', hint: 'Nothing was taken. If it was moved on purpose, remove it here and add it again; your records stay.' },
    rewritten: { title: 'Its history was rewritten.', hint: 'Nothing was taken. Ask its owners why before you go on.' },
    moved_on: { title: 'Somebody published in the meantime.', hint: 'Nothing was overwritten. Pull first, then publish again.' },
    protected: { title: 'The host protects this branch.', hint: 'Publish through review, or merge on the host’s own page.' },
    no_git: { title: 'There is no git on this computer.', hint: 'Install git: Fieldbook reaches libraries through it.' },
    stopped: { title: 'Stopped.', hint: 'Nothing was changed.' },
  } as Record<string, Trouble>,
  said: (words: string) => `It said: ${words}`, identity: (expected: string, found: string) => `Expected ${expected}, found ${found}.`, compare: 'Open the host’s page',
  pull: {
    title: (count: number) => `Pull will change ${plural(count, 'record', 'records')} here`, none: 'Nothing to pull', upToDate: 'Up to date.', safe: 'nothing is lost: your texts are kept as revisions', action: { add: 'Add', update: 'Update', withdraw: 'Withdraw', keep: 'Keep', merge: 'Merge', conflict: 'Conflict', missing: 'Gone there', agree: 'Same' } as Words,
    note: {
      add: 'New in the library.', update: 'They changed it, you did not.', withdraw: 'They withdrew it. It stays readable here, marked as withdrawn.', keep: 'Yours stays; theirs is as it was.', merge: 'Both changed different parts: the parts fit together.', missing: 'It is gone over there. What is here stays; absence is never a deletion.', agree: 'Both have the same text already.',
    } as Words,
    conflictNote: (parts: number) => `Both changed the same ${plural(parts, 'part', 'parts')}. You decide part by part after pulling; until then yours stands.`, shrinks: 'more than half of its text goes', size: (before: string, after: string) => `${before} → ${after}`, bytes: (count: number) => (count < 1000 ? `${n(count)} B` : `${n(Math.round(count / 100) / 10)} kB`),
    breaker: (losing: number, agreed: number) => `Stop and look: ${n(losing)} of ${plural(agreed, 'record', 'records')} would lose text, be withdrawn or are gone over there. That is more than usual, and may be a mistake on the other side.`, needsLook: 'Some of this takes something away or needs a decision, so it waits for your yes.', rewritten: 'The history over there was rewritten since the last pull. Ask its owners why before you go on.', changed: 'The library moved on while you looked: this is the plan made again. Look once more.', isNew: 'changed since you looked',
    skipped: (count: number) => `${plural(count, 'file is', 'files are')} not read`, skip: { 'symbolic-link': 'a link to another file', submodule: 'another repository inside', mode: 'an unusual kind of file', 'too-large': 'too large', name: 'a name that is not safe everywhere', 'name-clash': 'a name that clashes with another', 'not-utf8': 'not text in UTF-8', 'not-a-record-name': 'a name that cannot be an id', 'duplicate-id': 'the same id twice' } as Words,
    run: (count: number) => `Pull ${n(count)}`, only: 'Pull only', andPublish: (pull: number, publish: number, review: boolean) => `Pull ${n(pull)} and ${review ? 'propose' : 'publish'} ${n(publish)}`, confirmTitle: 'Pull all the same?', confirmText: (what: string) => `This pull contains ${what}.`, confirm: 'Pull', counts: { withdraw: (c: number) => `${n(c)} withdrawn`, shrink: (c: number) => `${n(c)} that shrink`, conflict: (c: number) => plural(c, 'conflict', 'conflicts'), missing: (c: number) => `${n(c)} gone over there` },
    done: (count: number) => `${plural(count, 'record was', 'records were')} pulled.`, doneConflicts: (count: number) => `${plural(count, 'conflict waits', 'conflicts wait')} for you.`, left: (count: number) => `${plural(count, 'record was', 'records were')} left as ${count === 1 ? 'it is' : 'they are'}.`, resolve: 'Resolve', more: (count: number) => `Show ${n(count)} more`, includeAll: 'Include all', waits: (count: number) => `${plural(count, 'record waits', 'records wait')} for you and ${count === 1 ? 'stays' : 'stay'} as ${count === 1 ? 'it is' : 'they are'}.`, neverForce: 'Never force-pushes', updatedQuietly: (count: number, name: string) => `${plural(count, 'record', 'records')} pulled from ${name}.`,
  },
  publish: {
    title: (count: number) => `Publish will send ${plural(count, 'record', 'records')}`, proposes: (count: number) => `Publish will propose ${plural(count, 'record', 'records')}`, none: 'Nothing to publish', noneHint: 'Records edited here appear in this list. To publish one from your personal library, open it and choose “Publish…”.', how: 'How to publish', direct: 'Directly', review: 'Through review', directHint: 'everybody who pulls gets it', reviewHint: 'a reviewer decides; nothing changes in the library until then', required: 'this library asks for a second person', to: 'To',
    state: { new: 'Add', update: 'Update', unchanged: 'Same', behind: 'Behind', conflict: 'Conflict', not_ours: 'Not ours' } as Words, stateNote: { new: 'New in the library.', update: 'The library has an older text.', unchanged: 'The library has this text already.', behind: 'The library has a newer text: pull first.', conflict: 'It is in conflict: resolve that first.', not_ours: 'A document of another convention, which no library takes.' } as Words,
    moves: (from: string) => `Moves from “${from}” into this library.`, proposed: 'Proposed: waits for a reviewer', changesAsked: 'Changes asked for', proposeAgain: 'Propose it again', passed: 'Checks passed', failed: (count: number) => plural(count, 'thing to put right', 'things to put right'), missing: 'Missing for publishing', found: 'Found in the text', tooVisible: 'This library has more readers than the record’s visibility allows. Change the visibility in the record first.', edit: 'Open in the editor', details: 'What is in it', changes: 'What readers will see change', needsReviewer: 'Only a reviewer is missing: through review, their name comes by itself.', useReview: 'Publish through review',
    category: { secret: 'Secret', personal: 'Personal or internal', word: 'Word of the team’s list' } as Words, rule: { email: 'E-mail address', phone: 'Phone number', 'home-folder': 'Path of a home folder', 'internal-host': 'Internal host name', 'private-address': 'Private network address', 'listed-word': 'Word of the team’s list' } as Words, line: (line: number) => `line ${n(line)}`, redact: 'Redact', redacted: '(redacted)', replace: 'Replace', replaceWith: 'Put in its place', except: 'Allow', exceptWhy: 'Why may it be published?', excepted: (reason: string) => `Allowed: ${reason}`, takeBack: 'Take back', revoke: 'A real secret is known to git hosts and backups the moment it is sent: revoke it too.', apply: 'Apply',
    message: 'Note for the history', messageHint: 'What changed and why; otherwise the titles', runDirect: (count: number) => `Publish ${n(count)}`, runReview: (count: number) => `Propose ${n(count)}`, published: (count: number) => `${plural(count, 'record is', 'records are')} in the library.`, proposedDone: (count: number) => `${plural(count, 'proposal waits', 'proposals wait')} for a reviewer.`, needsName: 'Nobody is named as the author.', needsNameHint: 'Publishing signs with a name: give yours in the settings.', openSettings: 'Settings', start: 'Publish…', blocked: 'Something is in the way; nothing was sent.', noLibrary: 'Add a shared library first.',
  },
  review: {
    list: 'Proposals', none: 'No proposals.', noneHint: 'What people propose for this library appears here after the next check.', waiting: 'Waiting for a reviewer', yours: 'From here', over: 'Done', state: { open: 'Waits for a reviewer', changes_requested: 'Changes asked for', declined: 'Declined', merged: 'In the library' } as Words, by: (name: string, when: string) => `proposed by ${name}, ${when}`, isNew: 'New record', open: 'Review',
    view: 'Show', changes: 'Changes', whole: 'As it will read', source: 'Source', fields: (count: number) => `Fields, ${n(count)} changed`, section: (name: string, added: number, removed: number) => `${name}${added + removed > 0 ? `, ${[added > 0 && `${n(added)} added`, removed > 0 && `${n(removed)} removed`].filter(Boolean).join(', ')}` : ''}`, beginning: 'Beginning', unchanged: 'Nothing differs from what the library has.', notStated: 'not stated', keptItems: (count: number) => `${n(count)} unchanged`, becomes: 'becomes', addedMark: 'added', removedMark: 'removed',
    yourReview: 'Your review', approve: 'Approve', approveHint: 'goes into the library with your name as its reviewer', request: 'Ask for changes', requestHint: (name: string) => `goes back to ${name}`, decline: 'Decline', declineHint: 'stays out of the library', note: 'Note', noteHint: 'Needed to ask for changes or to decline', needsNote: 'Say what should change, or why.', send: 'Send review', accept: 'Publish what the checks found all the same',
    whyNot: { 'own-proposal': 'This is your own proposal. Somebody else has to approve it: an author’s own approval does not count.', author: 'You are named as an author of this record. Somebody else has to approve it.', declined: 'It was declined. Its author can propose it again.', findings: 'The checks found something. Put it right, or say that it may be published.', 'no-name': 'Nobody is named here: give your name in the settings first.', conflict: 'The library changed the same parts since. Its author has to pull, resolve and propose again.' } as Words,
    checks: 'Checks', noFindings: 'No secrets or personal data found', noMissing: 'Everything that publishing asks for is there', notes: 'What was said', said: { proposed: 'proposed', 'changes-requested': 'asked for changes', declined: 'declined' } as Words, approved: (title: string) => `“${title}” is in the library.`, sent: 'Your review was sent.', next: 'Next', publishAgain: 'Edit and propose again', back: 'All proposals', gone: 'This proposal is not there any more.',
  },
  conflict: {
    list: 'Conflicts', none: 'No conflicts.', noneHint: 'When you and others change the same part of a record, you decide here, part by part.', parts: (count: number) => `${plural(count, 'part', 'parts')} to decide`, found: (when: string) => `found ${when}`, decided: (done: number, total: number) => `${n(done)} of ${n(total)} decided`, intro: (open: number, combined: number) => `Changed on both sides. ${plural(open, 'thing needs', 'things need')} a decision; ${combined === 0 ? 'nothing else changed on both sides.' : `${plural(combined, 'other change was', 'other changes were')} put together without one.`}`,
    base: 'Before', baseNote: 'as last agreed', mine: 'Yours', mineNote: 'on this computer', theirs: 'Theirs', theirsNote: 'in the library', result: 'Result', choose: 'Choose', chosen: 'Chosen', both: 'Take both', bothNote: 'nothing of either is lost', write: 'Write it myself', written: 'Written by you', writeLabel: (name: string) => `Your text for ${name}`, use: 'Use this', absent: 'not there', part: { field: 'field', list: 'list', section: 'section', document: 'whole document' } as Words, whole: 'The whole document', beginning: 'Beginning',
    keepAll: 'Keep all mine', takeAll: 'Take all theirs', finish: 'Finish', preview: 'Preview the result', hidePreview: 'Hide the result', later: 'Decide later', combined: (count: number) => `Put together without a decision: ${plural(count, 'part', 'parts')}`, from: { mine: 'yours', theirs: 'theirs', both: 'both' } as Words, front: 'Fields', kept: 'Both versions stay in the history as revisions, whatever you choose. Conflict markers are never written into a record.', resolved: (title: string) => `“${title}” is resolved. Publish it to share the result.`, stale: 'The record was saved in the meantime. Decisions that still fit were kept; look once more.', undecided: 'Undecided',
  },
  inbox: { title: 'From shared libraries', note: 'someone waits for you', review: (name: string) => `Proposal by ${name}`, changes: 'Your proposal: changes asked for', conflict: (parts: number) => `Conflict: ${plural(parts, 'part', 'parts')} to decide`, in: (name: string) => `in ${name}` },
  timeline: { title: 'History', inLibrary: 'In the library', commit: 'Commit', commitNote: 'This happened in the library. Its text came here with the next pull, as a revision of its own.', pulled, steps: (count: number) => plural(count, 'step', 'steps') },
};

export const shareErrorsEn: Record<string, (args: Record<string, string>) => string> = {
  'no-library': (args) => `There is no library “${args.name ?? ''}” here.`,
  'bad-url': (args) => `This address is not taken: ${args.reason ?? ''}.`,
};
