/** Marks for whoever measures, in the page's own timeline: names begin with `fieldbook:`. */
import { afterPaint } from './paint';

const KEY = 'fieldbook:key';

/** A key was pressed in the query. */
export function markKey(): void {
  performance.mark(KEY);
}

/** Once what was just changed is painted: the first answer of all, and, if it is the `newest`, that to the last key. */
export function markPainted(newest: boolean): void {
  const key = newest ? performance.getEntriesByName(KEY).at(-1) : undefined;
  if (key) performance.clearMarks(KEY);
  const sinceKey = (name: string): void => void (key && performance.measure(name, { start: key.startTime }));
  sinceKey('fieldbook:answered');
  afterPaint(() => {
    if (performance.getEntriesByName('fieldbook:ready').length === 0) performance.mark('fieldbook:ready');
    sinceKey('fieldbook:keystroke');
  });
}
