/**
 * Writes pressed keys as a desktop-wide shortcut, `Ctrl+Alt+Shift+L`; undefined for what is none.
 *
 * Keys are named by their place, as the desktop hears them. Ctrl, Alt or the command key must be among them, so that
 * no letter is taken from other programs; a function key may stand alone.
 */
export function globalKeys(event: Pick<KeyboardEvent, 'code' | 'ctrlKey' | 'altKey' | 'metaKey' | 'shiftKey'>): string | undefined {
  const key = /^Key([A-Z])$|^Digit(\d)$|^(F\d{1,2})$/.exec(event.code)?.slice(1).find(Boolean);
  if (!key) return undefined;
  if (!event.ctrlKey && !event.altKey && !event.metaKey && !/^F\d/.test(key)) return undefined;
  return [event.ctrlKey && 'Ctrl', event.altKey && 'Alt', event.shiftKey && 'Shift', event.metaKey && 'Super', key].filter(Boolean).join('+');
}
