import { t, word } from '../../i18n/i18n.svelte';

/** Facets in the order in which they are shown. */
export const ORDER: readonly string[] = ['kind', 'outcome', 'verdict', 'task', 'agent', 'model', 'certainty', 'ring', 'organisation', 'seniority', 'infra', 'tag', 'origin', 'status', 'library'];

/** Values that a facet shows before it is unfolded. */
export const FOLD = 6;

const GROUPS: Record<string, Parameters<typeof word>[0]> = {
  kind: 'kind', outcome: 'outcome', verdict: 'verdict', task: 'task', certainty: 'certaintyShort', ring: 'ring', origin: 'origin', status: 'status', seniority: 'seniority', infra: 'hosting', harm: 'harm',
};

/** The word for a value of a query field, in the language of the interface. */
export function facetWord(field: string, value: string): string {
  const group = GROUPS[field];
  return group ? word(group, value) : value;
}

/** The heading of a facet. */
export const facetName = (field: string): string => t().find.facets[field] ?? field;
