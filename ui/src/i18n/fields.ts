import { t } from './i18n.svelte';
import { sentenceCase } from '../lib/text';

/** The words for a field by its dotted path; list positions count from 1. */
export function fieldName(path: string): string {
  const m = t().edit.fields;
  if (m[path]) return m[path];
  const steps = path.split('.');
  const position = steps.findIndex((step) => /^\d+$/.test(step));
  if (position > 0) {
    const list = fieldName(steps.slice(0, position).join('.'));
    const rest = steps.slice(position + 1).join('.');
    const item = rest ? (m[`item.${rest}`] ?? sentenceCase(rest)) : '';
    return `${list} ${Number(steps[position]) + 1}${item ? `: ${item}` : ''}`;
  }
  const last = steps.at(-1) ?? path;
  const parent = steps.length > 1 ? fieldName(steps.slice(0, -1).join('.')) : '';
  const name = m[last] ?? sentenceCase(last);
  return parent ? `${parent}: ${name}` : name;
}
