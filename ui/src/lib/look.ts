import type { Settings } from '../api/bindings';
import { fieldsOf, Kept } from './kept';

/** What the first paint needs to know: without it a dark window would flash white until the settings are read. */
export type Look = Pick<Settings, 'theme' | 'language'>;

/** The look of the last time, or nothing where none was kept. The settings in the store stay the truth. */
export const look = new Kept<Look | undefined>('fieldbook:look', (raw) => {
  const kept = fieldsOf<Look>(raw);
  const theme = (['system', 'light', 'dark'] as const).find((one) => one === kept.theme);
  const language = (['system', 'en', 'zh'] as const).find((one) => one === kept.language);
  return theme && language ? { theme, language } : undefined;
});
