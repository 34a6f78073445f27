import type { Record as FieldbookRecord } from '../../api/bindings';
import { t } from '../../i18n/i18n.svelte';

/** Names of fields that a reader would look for and that say nothing; shown in one line, never as rows of dashes. */
export function missingFields(record: FieldbookRecord): string[] {
  const m = t().record;
  const { details } = record;
  const missing: string[] = [];
  if (details.kind === 'case-study') {
    if (details.agents.every((agent) => !agent.name)) missing.push(m.agent);
    if (details.models.every((model) => !model.name)) missing.push(m.model);
    if (!details.team) missing.push(m.team);
    if (!details.effort.agent_cost) missing.push(m.cost);
    if (!details.infrastructure) missing.push(m.infrastructure);
  }
  return missing;
}
