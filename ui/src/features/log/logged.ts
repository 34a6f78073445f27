/** An attempt that was written down. */
export interface LoggedAttempt {
  id: string;
  title: string;
  /** Registered before its end is known. */
  open: boolean;
}

const KEY = 'fieldbook.logged';

/** Tells the main window what the small one wrote: that one is hidden by then, and cannot offer to take it back. */
export function tellMainWindow({ id, title, open }: LoggedAttempt, storage: Pick<Storage, 'setItem'> = localStorage): void {
  try {
    storage.setItem(KEY, JSON.stringify({ id, title, open, at: Date.now() }));
  } catch {
    // Without storage nobody offers to take it back; the record is there.
  }
}

/** Reads what another window wrote, out of the event by which it is heard of. */
export function toldBy(event: Pick<StorageEvent, 'key' | 'newValue'>): LoggedAttempt | undefined {
  if (event.key !== KEY || event.newValue === null) return undefined;
  try {
    const { id, title, open } = JSON.parse(event.newValue) as Partial<LoggedAttempt>;
    return typeof id === 'string' && typeof title === 'string' ? { id, title, open: open === true } : undefined;
  } catch {
    return undefined;
  }
}
