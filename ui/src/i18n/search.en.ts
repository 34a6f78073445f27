// Words of the query, its language and saved searches; part of en.ts.

type Words = Record<string, string>;

const n = (count: number): string => new Intl.NumberFormat('en').format(count);

export const searchEn = {
  help: 'How to search', helpIntro: 'Type what you would tell a colleague. Everything below is optional; click an example to try it.',
  helpFoot: 'Nothing that you type is an error: what is not understood is searched as words, and underlined.',
  complete: 'complete', completeKeys: 'fields and values',
  notUnderstood: (problem: string) => `is searched as words: ${problem}.`,
  cut: 'This query is longer than what is searched: its end was left out.',
  sections: { words: 'Words', filters: 'Filters', ranges: 'Dates, ages and figures', fields: 'Every field' } as Words,
  words: {
    words: 'Records with all words, in any form. Where few have all of them, records with some.', phrase: 'These words side by side.', not: 'A minus leaves out what has this word, phrase, group or filter.', or: 'OR, in capitals: one of its two neighbours is enough.', group: 'Brackets make a group.',
  } as Words,
  filters: {
    same: 'Filters of one field are alternatives.', several: 'Filters of several fields must all hold.', exclude: 'A minus turns a filter round.', quoted: 'Values with spaces stand in quotes.', wildcard: '* stands for anything in a value.',
  } as Words,
  ranges: {
    year: 'A year, a month (2025-06) or a day (2025-06-15).', between: 'From the first to the last, both included; either end may be missing.', since: '<, <=, > and >= compare.', young: 'Not older than this: d days, w weeks, m months, y years.', units: 'An age between two.', more: 'Time saved against time spent.', figures: 'A figure between two.',
  } as Words,
  fields: {
    title: 'words of the title', match: 'close: only what is about the words', kind: 'case-study, playbook or finding', task: 'type of task', outcome: 'how an attempt ended', verdict: 'what the evidence says of a finding', agent: 'agent', model: 'model', ring: 'how far a playbook is adopted', certainty: 'how sure the evidence is',
    origin: 'made here or public source', organisation: 'where it happened', tag: 'tag', library: 'library that holds it', author: 'author, by the exact name only', seniority: 'how senior the people were', infra: 'what it ran on', status: 'draft, published, withdrawn …', has: 'has a source, counts, an incident, an image', date: 'day of the evidence',
    age: 'how old the evidence is', leverage: 'time saved against time spent',
  } as Words,
  saved: {
    title: 'Saved searches', save: 'Save search', saved: 'Saved', saveTitle: 'Save this search', name: 'Name', done: (name: string) => `“${name}” is saved.`, remove: (name: string) => `Remove the saved search ${name}`, removed: (name: string) => `“${name}” was removed.`, isNew: (count: number) => `${n(count)} new`, key: 'save this search',
    error: 'The saved searches could not be read.',
  },
  marks: { label: 'Matches of the search', none: 'No match in this text', of: (at: number, total: number) => `${n(at)} of ${n(total)}`, close: 'Hide the matches', next: 'next match', nextKeys: 'next, previous match' },
};
