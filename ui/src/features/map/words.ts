import type { MapCell } from '../../api/bindings';
import { COUNTED } from '../../design/outcomes';
import { age, list } from '../../i18n/format';
import { t, word } from '../../i18n/i18n.svelte';

/** A task type; records without one have a row too. */
export const taskWord = (task: string): string => (task === 'not-stated' ? t().app.notStated : word('task', task));

/** A column. */
export const columnWord = (name: string, by: 'agent' | 'model'): string => (name === 'all' ? t().evidence.map.all[by] : name);

/** Everything that a cell shows, in one sentence, for those who do not see it. */
export function cellWords(task: string, cell: MapCell, by: 'agent' | 'model'): string {
  const m = t().evidence;
  const where = m.map.cell(taskWord(task), columnWord(cell.column, by));
  if (cell.basis === 'unknown') return `${where}: ${m.map.unknown}, ${m.map.noRecord}`;
  const counts = COUNTED.filter(({ name }) => cell.attempts[name] > 0).map(({ name }) => m.counts[name](cell.attempts[name]));
  return `${where}: ${list([cell.basis === 'findings' ? m.map.several(cell.findings.length) : cell.verdict && word('verdict', cell.verdict), m.map.records(cell.n), ...counts, cell.newest_months !== null && m.answer.newest(age(cell.newest_months))])}`;
}
