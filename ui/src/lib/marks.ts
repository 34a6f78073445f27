/** Marks for whoever measures, in the page's own timeline: names begin with `fieldbook:`. */

/** A key was pressed in the query. */
export function markKey(): void {
  performance.mark('fieldbook:key');
}

/** Measures the time since the last key, if there was one whose answer is not painted yet. */
function sinceKey(name: string): void {
  if (performance.getEntriesByName('fieldbook:key').length > 0) performance.measure(name, 'fieldbook:key');
}

/** Once what was just changed is painted: the first answer of all, and each answer to a key. */
export function markPainted(key: boolean): void {
  if (key) sinceKey('fieldbook:answered');
  // The frame after the next one begins when the change is on the screen.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (performance.getEntriesByName('fieldbook:ready').length === 0) performance.mark('fieldbook:ready');
      if (!key) return;
      sinceKey('fieldbook:keystroke');
      performance.clearMarks('fieldbook:key');
    }),
  );
}
