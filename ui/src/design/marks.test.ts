import { describe, expect, it } from 'vitest';
import { show } from '../../tests/mount';
import Certainty from './Certainty.svelte';
import IntervalPlot from './IntervalPlot.svelte';
import LeverageLine from './LeverageLine.svelte';
import Outcome from './Outcome.svelte';
import Ring from './Ring.svelte';
import StackBar from './StackBar.svelte';
import Verdict from './Verdict.svelte';

describe('marks say in words and shapes what their colours say', () => {
  const shapes = (elements: HTMLElement[]): number => new Set(elements.map((element) => element.querySelector('svg')!.innerHTML)).size;
  it('gives each outcome a shape and a word of its own', () => {
    const values = ['succeeded', 'mixed', 'failed', 'abandoned', 'inconclusive', 'open', 'not_reported'];
    const drawn = values.map((value) => show(Outcome, { value }));
    expect(drawn.map((element) => element.textContent)).toEqual(['Succeeded', 'Mixed', 'Failed', 'Abandoned', 'Inconclusive', 'Open', 'Not reported']);
    expect(shapes(drawn)).toBe(values.length);
  });
  it('gives each verdict a shape of its own', () => expect(shapes(['can', 'can_with_supervision', 'cannot', 'contested', 'insufficient_evidence'].map((value) => show(Verdict, { value })))).toBe(5));
  it('gives each ring a shape of its own', () => expect(shapes(['adopt', 'trial', 'assess', 'hold'].map((value) => show(Ring, { value })))).toBe(4));
  it('fills one bar for very low certainty and none for none', () => {
    const filled = (value: string | null): number => show(Certainty, { value }).querySelectorAll('rect[fill="currentColor"]').length;
    expect([filled('very_low'), filled('low'), filled('moderate'), filled('high'), filled(null)]).toEqual([1, 2, 3, 4, 0]);
  });
  it('keeps the word for those who cannot see a bare glyph', () => {
    const mark = show(Outcome, { value: 'failed', bare: true });
    expect([mark.textContent, mark.querySelector('.outcome')?.getAttribute('title')]).toEqual(['Failed', 'Failed']);
  });
});

it('draws nothing known as hatched, never as blank', () => {
  const bar = show(StackBar, { label: 'no attempts', segments: [] });
  expect(bar.querySelector('.s-none')).not.toBeNull();
  expect(bar.querySelector('[role=img]')?.getAttribute('aria-label')).toBe('no attempts');
});

it('tells an interval in words, and says where there is no evidence', () => {
  const plot = show(IntervalPlot, { strata: [{ name: 'Supervised', value: { p: 0.904, lo: 0.709, hi: 0.973, n_eff: 14.7, organisations: 7, entries: 8, not_full_success: 3 } }, { name: 'Unsupervised', value: null }] });
  expect(plot.querySelector('svg')?.getAttribute('aria-label')).toBe('Supervised: 0.90, 90 % interval 0.71 to 0.97. Unsupervised: no evidence');
});

describe('the leverage line', () => {
  it('draws 1× and the slower side also when every value is above it', () => {
    const line = show(LeverageLine, { value: { min: 24, max: 36, point: null } });
    const ticks = [...line.querySelectorAll('.tick')].map((tick) => tick.textContent);
    expect(ticks).toContain('1×');
    expect(ticks).toContain('0.5×');
    expect(line.querySelector('.one')).not.toBeNull();
  });
  it('reaches from the lowest reading to the highest', () => {
    const label = show(LeverageLine, { value: { min: 24, max: 36, point: null }, readings: [{ min: 16, max: 24, point: null }] }).querySelector('svg')?.getAttribute('aria-label');
    expect(label).toContain('16× to 36×');
  });
});
