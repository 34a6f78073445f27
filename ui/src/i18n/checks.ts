import type { Check } from '../api/bindings';
import { fieldName } from './fields';
import { checksEn } from './checks.en';
import { checksZh } from './checks.zh';
import { i18n } from './i18n.svelte';

/** The sentence of a check in the language of the interface. */
export function checkText(check: Check): string {
  const say = i18n.language === 'zh' ? checksZh : checksEn;
  return say[check.code](check.args, check.field ? fieldName(check.field) : '');
}
