/** What was searched and opened lately; kept on this computer only, as a convenience that may be lost. */
export type Recent = { type: 'query'; query: string; total: number } | { type: 'record'; id: string; title: string; kind: 'case-study' | 'playbook' | 'finding' };

const KEY = 'fieldbook.recent';
const MOST = 8;

function identity(entry: Recent): string {
  return entry.type === 'query' ? `q ${entry.query}` : `r ${entry.id}`;
}

/** Reads the list; damaged storage is an empty list. */
export function recent(): Recent[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(list) ? (list as Recent[]).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

/** Puts an entry in front. */
export function remember(entry: Recent): void {
  if (entry.type === 'query' && entry.query.trim().length < 2) return;
  const list = [entry, ...recent().filter((other) => identity(other) !== identity(entry))];
  try {
    localStorage.setItem(KEY, JSON.stringify(list.slice(0, MOST)));
  } catch {
    // Storage can be full or turned off; nothing of value is lost.
  }
}
