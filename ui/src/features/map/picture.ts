import type { CapabilityMap, MapCell, MapRow } from '../../api/bindings';
import { COUNTED } from '../../design/outcomes';
import { toneOfOutcome, toneOfVerdict } from '../../design/tones';
import { age } from '../../i18n/format';
import { shortVerdict, t } from '../../i18n/i18n.svelte';
import { shape, sheet, tokenColour as colour } from '../../lib/picture';
import { columnWord, taskWord } from './words';

const ROW = 36;
const FIRST = 170;
const HEAD = 96;
/** The words about the sample stand in one line above the map. */
const LEAST = 880;

/**
 * Draws the map as a picture of its own: the table of the page is no picture.
 *
 * What was counted, when, and how the sample came about are part of it, because a picture travels alone.
 */
export function mapPicture(map: CapabilityMap, rows: readonly MapRow[], by: 'agent' | 'model', day: string): SVGElement {
  const { map: m, insights: scope } = t().evidence;
  const wide = (index: number): number => (index === 0 ? 150 : 104);
  const left = (index: number): number => FIRST + (index === 0 ? 0 : 150 + (index - 1) * 104);
  const width = Math.max(left(map.columns.length) + 16, LEAST);
  const height = HEAD + rows.length * ROW + 24;
  const text = (x: number, y: number, size: number, fill: string, words: string, weight = 400): SVGElement => shape('text', { x, y, 'font-size': size, 'font-weight': weight, fill: colour(fill) }, words);
  const clip = (words: string, room: number): string => (words.length * 6.2 > room ? `${words.slice(0, Math.floor(room / 6.2) - 1)}…` : words);
  const cell = (one: MapCell, x: number, y: number, room: number): SVGElement[] => {
    const frame = shape('rect', { x, y, width: room, height: ROW, fill: one.basis === 'unknown' ? 'url(#unknown)' : 'none', stroke: colour('line') });
    if (one.basis === 'unknown') return [frame];
    const decided = one.basis === 'findings' || (one.verdict !== null && (one.column === 'all' || one.verdict !== 'insufficient_evidence'));
    const lead = decided
      ? [text(x + 7, y + 15, 11, one.basis === 'findings' ? 'text' : `${toneOfVerdict(one.verdict)}-text`, clip(one.basis === 'findings' ? m.several(one.findings.length) : shortVerdict(one.verdict), room - 10), 500)]
      : COUNTED.flatMap(({ name, mark }) => Array.from({ length: one.attempts[name] }, () => mark)).slice(0, 7).map((mark, index) => pip(mark, x + 12 + index * 13, y + 11));
    return [frame, ...lead, text(x + 7, y + 29, 10, 'text-3', m.n(one.n, one.newest_months === null ? '' : age(one.newest_months)))];
  };
  const picture = sheet(0, 0, width, height);
  picture.append(
    shape('defs', {}, shape('pattern', { id: 'unknown', width: 7, height: 7, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(-45)' }, shape('path', { d: 'M0 0V7', stroke: colour('line-strong'), 'stroke-width': 1 }))),
    text(16, 28, 16, 'text', m.title, 600),
    text(16, 46, 11, 'text-2', scope.counted(scope.scope(map.sample.records, day), map.query || scope.everything)),
    text(16, 62, 11, 'mixed-text', `${m.sampleLead} ${m.sample(map.sample.records, map.sample.external, map.sample.internal)}`),
    ...map.columns.map((column, index) => text(left(index) + 7, HEAD - 8, 11, 'text-2', clip(columnWord(column.name, by), wide(index) - 10), 500)),
    ...rows.flatMap((row, index) => {
      const y = HEAD + index * ROW;
      return [text(16, y + 22, 12, 'text', clip(taskWord(row.task_type), FIRST - 20), 500), ...row.cells.flatMap((one, at) => cell(one, left(at), y, wide(at)))];
    }),
  );
  return picture;
}

/** A single attempt, as a round mark. */
function pip(mark: string, x: number, y: number): SVGElement {
  const fill = colour(`${toneOfOutcome(mark)}-fill`);
  const title = shape('title', {}, t().words.outcome[mark] ?? mark);
  if (mark === 'succeeded' || mark === 'failed' || mark === 'abandoned') {
    const sign = mark === 'succeeded' ? `M${x - 2.5} ${y}l2 2 3-3.6` : mark === 'failed' ? `M${x - 2} ${y - 2}l4 4m0-4-4 4` : `M${x - 2.5} ${y}h5`;
    return shape('g', {}, title, shape('circle', { cx: x, cy: y, r: 5, fill }), shape('path', { d: sign, fill: 'none', stroke: colour('glyph-on'), 'stroke-width': 1.4 }));
  }
  const ring = shape('circle', { cx: x, cy: y, r: 4.5, fill: 'none', stroke: fill, 'stroke-width': 1.3, ...(mark === 'mixed' ? {} : { 'stroke-dasharray': '2 1.8' }) });
  return shape('g', {}, title, ring, ...(mark === 'mixed' ? [shape('path', { d: `M${x - 4.5} ${y}a4.5 4.5 0 0 0 9 0z`, fill })] : []));
}
