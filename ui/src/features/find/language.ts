/**
 * The query language as the help shows it, one example a line. Each is clicked and searched as it stands; the tests
 * of the grammar read this file and let nothing through that is not understood, nor a field that is missing.
 */
export const LANGUAGE = {
  words: [
    { name: 'words', example: 'flaky tests' },
    { name: 'phrase', example: '"pull request"' },
    { name: 'not', example: 'migration -java' },
    { name: 'or', example: 'java OR kotlin' },
    { name: 'group', example: '(java OR kotlin) migration' },
  ],
  filters: [
    { name: 'same', example: 'outcome:failed outcome:mixed' },
    { name: 'several', example: 'task:migration outcome:failed' },
    { name: 'exclude', example: '-status:draft' },
    { name: 'quoted', example: 'tag:"code review"' },
    { name: 'wildcard', example: 'agent:claude*' },
  ],
  ranges: [
    { name: 'year', example: 'date:2025' },
    { name: 'between', example: 'date:2025-06..2026' },
    { name: 'since', example: 'date:>=2025-09-15' },
    { name: 'young', example: 'age:<90d' },
    { name: 'units', example: 'age:26w..2y' },
    { name: 'more', example: 'leverage:>2' },
    { name: 'figures', example: 'leverage:1.5..10' },
  ],
  fields: [
    { name: 'title', example: 'title:migration' },
    { name: 'match', example: 'tests match:close' },
    { name: 'kind', example: 'kind:finding' },
    { name: 'task', example: 'task:migration' },
    { name: 'outcome', example: 'outcome:failed' },
    { name: 'verdict', example: 'verdict:cannot' },
    { name: 'agent', example: 'agent:"Claude Code"' },
    { name: 'model', example: 'model:gpt*' },
    { name: 'ring', example: 'ring:adopt' },
    { name: 'certainty', example: 'certainty:high' },
    { name: 'origin', example: 'origin:external' },
    { name: 'organisation', example: 'organisation:airbnb' },
    { name: 'tag', example: 'tag:tests' },
    { name: 'library', example: 'library:personal' },
    { name: 'author', example: 'author:"Ada Lovelace"' },
    { name: 'seniority', example: 'seniority:senior' },
    { name: 'infra', example: 'infra:cloud*' },
    { name: 'status', example: 'status:draft' },
    { name: 'has', example: 'has:incident' },
    { name: 'date', example: 'date:2025' },
    { name: 'age', example: 'age:<1y' },
    { name: 'leverage', example: 'leverage:>10' },
  ],
} as const;
