import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, 'tokens.css'), 'utf8');

/** The colours of one theme by name, as linear sRGB. */
function colours(block: string): Map<string, [number, number, number]> {
  return new Map([...block.matchAll(/--([\w-]+):\s*oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g)].map(([, name, l, c, h]) => [name!, linear(Number(l), Number(c), Number(h))]));
}

/** OKLCH to linear sRGB, clipped as screens clip it. */
function linear(lightness: number, chroma: number, hue: number): [number, number, number] {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clip = (value: number): number => Math.min(1, Math.max(0, value));
  return [clip(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s), clip(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s), clip(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s)];
}

const luminance = ([r, g, b]: [number, number, number]): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

function contrast(one: [number, number, number], other: [number, number, number]): number {
  const [high, low] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

const start = css.indexOf(":root[data-theme='dark']");
const system = css.indexOf('@media (prefers-color-scheme: dark)');
const themes = { light: colours(css.slice(0, start)), dark: colours(css.slice(start, system)), system: colours(css.slice(system)) };

it('measures contrast as WCAG does', () => {
  expect(contrast([1, 1, 1], [0, 0, 0])).toBeCloseTo(21, 1);
  expect(contrast(linear(1, 0, 0), linear(0, 0, 0))).toBeCloseTo(21, 1);
});

it('says the same for "dark" and for a dark system', () => expect(themes.system).toEqual(themes.dark));

describe.each(['light', 'dark'] as const)('%s', (theme) => {
  const of = (name: string): [number, number, number] => {
    const colour = themes[theme].get(name);
    if (!colour) throw new Error(`no colour --${name}`);
    return colour;
  };
  const pairs = (fronts: readonly string[], backs: readonly string[]) => fronts.flatMap((front) => backs.map((back) => [front, back] as const));
  const surfaces = ['surface', 'bg', 'inset', 'hover', 'selected'];

  it.each(pairs(['text', 'text-2', 'text-3', 'accent'], surfaces))('text --%s on --%s reaches 4.5', (front, back) => expect(contrast(of(front), of(back))).toBeGreaterThanOrEqual(4.5));
  it.each(['ok', 'mixed', 'fail', 'open', 'none'])('--%s-text reaches 4.5 on surfaces and on its own tint', (family) => {
    for (const back of ['surface', 'bg', 'selected', `${family}-soft`]) expect(contrast(of(`${family}-text`), of(back)), back).toBeGreaterThanOrEqual(4.5);
  });
  it.each(['ok', 'mixed', 'fail', 'open', 'none'])('--%s-fill reaches 3 on surfaces', (family) => {
    for (const back of ['surface', 'bg']) expect(contrast(of(`${family}-fill`), of(back)), back).toBeGreaterThanOrEqual(3);
  });
  it.each([['on-ink', 'ink', 4.5], ['on-ink', 'ink-hover', 4.5], ['mark-text', 'mark', 4.5], ['text', 'add-line', 4.5], ['text', 'add-word', 4.5], ['text', 'del-line', 4.5], ['text', 'del-word', 4.5], ['text-2', 'del-line', 4.5], ['text-2', 'add-line', 4.5], ['code-key', 'surface', 4.5], ['code-str', 'surface', 4.5], ['control-line', 'surface', 3], ['focus', 'surface', 3], ['focus', 'bg', 3]] as const)(
    '--%s on --%s reaches %d',
    (front, back, least) => expect(contrast(of(front), of(back))).toBeGreaterThanOrEqual(least),
  );
});

it('leaves raw colours to the tokens', () => {
  const base = readFileSync(join(import.meta.dirname, 'base.css'), 'utf8');
  expect(base.match(/#[0-9a-f]{3,8}\b|\brgb\(|\bhsl\(|oklch\(\d/gi)).toBeNull();
});
