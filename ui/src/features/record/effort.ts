import type { Factor, Leverage, Missing, Quantity } from '../../api/bindings';
import { list } from '../../i18n/format';
import { t, word } from '../../i18n/i18n.svelte';

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

/** Says why there is no person-effort factor; both sides lacking the same is said once. */
export function whyMissing(missing: readonly Missing[]): string {
  const both = (one: Missing, other: Missing): boolean => missing.includes(one) && missing.includes(other);
  const people = both('planned_people', 'actual_people');
  const durations = both('planned_duration', 'actual_duration');
  const rest = missing.filter((code) => !(people && code.endsWith('_people')) && !(durations && code.endsWith('_duration')));
  return t().record.noFactor(list([people && word('missing', 'people'), durations && word('missing', 'durations'), ...rest.map((code) => word('missing', code))]));
}
