import { Kept } from '../../lib/kept';

/** What was searched and opened lately; kept on this computer only, as a convenience that may be lost. */
export type Recent = { type: 'query'; query: string; total: number } | { type: 'record'; id: string; title: string; kind: 'case-study' | 'playbook' | 'finding' };

const MOST = 8;
const kept = new Kept('fieldbook.recent', (raw) => (Array.isArray(raw) ? (raw as Recent[]).slice(0, MOST) : []));

function identity(entry: Recent): string {
  return entry.type === 'query' ? `q ${entry.query}` : `r ${entry.id}`;
}

/** What was searched and opened lately, the newest first. */
export const recent = (): Recent[] => kept.get();

/** Puts an entry in front. */
export function remember(entry: Recent): void {
  if (entry.type === 'query' && entry.query.trim().length < 2) return;
  const list = [entry, ...recent().filter((other) => identity(other) !== identity(entry))];
  kept.set(list.slice(0, MOST));
}
