/** Marks for whoever measures, in the page's own timeline: names begin with `fieldbook:`. */

/** A key was pressed in the query. */
export function markKey(): void {
  performance.mark('fieldbook:key');
}

/** Once what was just changed is painted: the first answer of all, and each answer to a key. */
export function markPainted(key: boolean): void {
  if (key && performance.getEntriesByName('fieldbook:key').length > 0) performance.measure('fieldbook:answered', 'fieldbook:key');
  // The frame after the next one begins when the change is on the screen.
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      if (performance.getEntriesByName('fieldbook:ready').length === 0) performance.mark('fieldbook:ready');
      if (key && performance.getEntriesByName('fieldbook:key').length > 0) {
        performance.measure('fieldbook:keystroke', 'fieldbook:key');
        performance.clearMarks('fieldbook:key');
      }
    }),
  );
}
