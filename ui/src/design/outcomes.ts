import type { Attempts } from '../api/bindings';

/** Outcomes that a person picks from when logging, in the order of the number keys. */
export const PICKED: readonly string[] = ['succeeded', 'mixed', 'failed', 'inconclusive'];

/** The numbers of attempts in the order in which they are shown, with the outcome whose mark each has. */
export const COUNTED: readonly { name: Exclude<keyof Attempts, 'total'>; mark: string }[] = [
  { name: 'succeeded', mark: 'succeeded' },
  { name: 'mixed', mark: 'mixed' },
  { name: 'failed', mark: 'failed' },
  { name: 'abandoned', mark: 'abandoned' },
  { name: 'inconclusive', mark: 'inconclusive' },
  { name: 'unreported', mark: 'not_reported' },
  { name: 'open', mark: 'open' },
  { name: 'not_applicable', mark: 'not_applicable' },
];

/** The bands of a stacked bar: what is not reported has a band of its own. */
export function bands(attempts: Attempts): { tone: 'ok' | 'mixed' | 'fail' | 'none' | 'open'; count: number }[] {
  return [
    { tone: 'ok', count: attempts.succeeded },
    { tone: 'mixed', count: attempts.mixed },
    { tone: 'fail', count: attempts.failed + attempts.abandoned },
    { tone: 'none', count: attempts.unreported + attempts.inconclusive },
    { tone: 'open', count: attempts.open },
  ];
}
