import type { Settings } from '../api/bindings';

/** What the first paint needs to know: without it a dark window would flash white until the settings are read. */
export type Look = Pick<Settings, 'theme' | 'language'>;

const KEY = 'fieldbook:look';

/** The look of the last time, or nothing where none was kept. */
export function rememberedLook(storage: Pick<Storage, 'getItem'> = localStorage): Look | undefined {
  try {
    const kept = JSON.parse(storage.getItem(KEY) ?? 'null') as Partial<Look> | null;
    const theme = (['system', 'light', 'dark'] as const).find((one) => one === kept?.theme);
    const language = (['system', 'en', 'zh'] as const).find((one) => one === kept?.language);
    return theme && language ? { theme, language } : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the look for the next start. The settings in the store stay the truth. */
export function rememberLook({ theme, language }: Look, storage: Pick<Storage, 'setItem'> = localStorage): void {
  try {
    storage.setItem(KEY, JSON.stringify({ theme, language }));
  } catch {
    // A web view without storage starts in the look of the system.
  }
}
