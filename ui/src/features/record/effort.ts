import type { Factor, Leverage, Quantity } from '../../api/bindings';
import { t } from '../../i18n/i18n.svelte';

/** The number that is shown first, and what it is a number of. */
export interface Headline {
  factor: Factor;
  quantity: Quantity;
  words: string;
}

/** Returns what to show first: person-effort if it can be computed, else what can. */
export function headline(leverage: Leverage): Headline | undefined {
  const m = t().record;
  const order: [Quantity, Factor | null, (factor: Factor) => string][] = [
    ['person_effort', leverage.person_effort, () => m.personEffort],
    ['elapsed_time', leverage.time_ratio, (factor) => (factor.max < 1 ? m.elapsedSlower : m.elapsed)],
    ['team_ratio', leverage.team_ratio, (factor) => (factor.max < 1 ? m.morePeople : m.teamOnly)],
    ['output_ratio', leverage.output_ratio, () => m.outputRatio],
  ];
  const first = order.find(([quantity, factor]) => factor && quantity === leverage.headline_of) ?? order.find(([, factor]) => factor);
  if (!first?.[1]) return undefined;
  return { factor: first[1], quantity: first[0], words: first[2](first[1]) };
}

/** Turns a factor below 1 the other way round for "more people" and "more time". */
export function upright(factor: Factor): { factor: Factor; more: boolean } {
  if (factor.max >= 1) return { factor, more: false };
  return { factor: { min: 1 / factor.max, max: 1 / factor.min, point: factor.point ? 1 / factor.point : null }, more: true };
}
