import type { ApiError } from '../api/bindings';
import { sentenceCase } from '../lib/text';
import { en, type Messages } from './en';
import { zh } from './zh';

/** Languages of the interface. */
export type Language = 'en' | 'zh';

const catalogues: Record<Language, Messages> = { en, zh };

class I18n {
  language = $state<Language>('en');

  /** The tag by which `Intl` formats. */
  get locale(): string {
    return this.language === 'zh' ? 'zh-CN' : 'en-GB';
  }
}

export const i18n = new I18n();

/** The messages of the present language. */
export const t = (): Messages => catalogues[i18n.language];

/** Chooses a language by its setting; `system` asks what the system prefers. */
export function chooseLanguage(setting: 'system' | Language, preferred: readonly string[] = navigator.languages): void {
  i18n.language = setting === 'system' ? systemLanguage(preferred) : setting;
}

function systemLanguage(preferred: readonly string[]): Language {
  const first = preferred.find((tag) => /^(en|zh)\b/i.test(tag));
  return first && /^zh/i.test(first) ? 'zh' : 'en';
}

/** Returns the word for a value of a vocabulary; a value outside the list is shown as written. */
export function word(group: keyof Messages['words'], value: string | null | undefined): string {
  if (value === null || value === undefined || value === '') return t().app.notStated;
  return t().words[group][value] ?? sentenceCase(value);
}

/** The words for something that went wrong; the engine's English where there are none. */
export function errorText(error: ApiError): string {
  const say = t().errors.codes[error.code];
  return say ? say(error.args) : error.message || error.code;
}

/** The words for a notice of the engine. */
export function noticeText(notice: { code: string; args: Record<string, string> }): string {
  const say = t().notices[notice.code];
  return say ? say(notice.args) : (notice.args.message ?? sentenceCase(notice.code));
}

/** A verdict in as few words as a cell or a filter has room for. */
export const shortVerdict = (verdict: string | null): string => (verdict !== null && t().evidence.map.short[verdict]) || word('verdict', verdict);
