import { expect, it, vi } from 'vitest';
import { shape } from './picture';
import { pngBase64 } from './png';

/** A pen that says where the middle of each filled circle came to be: jsdom has no canvas. */
function drawn(picture: SVGElement): [number, number][] {
  const places: [number, number][] = [];
  let at = { x: 0, y: 0, scale: 1 };
  const kept: (typeof at)[] = [];
  class Path {
    middle: readonly [number, number] = [0, 0];
    arc(x: number, y: number): void {
      this.middle = [x, y];
    }
  }
  const pen = {
    save: () => void kept.push({ ...at }),
    restore: () => void (at = kept.pop()!),
    translate: (x: number, y: number) => void (at = { ...at, x: at.x + x * at.scale, y: at.y + y * at.scale }),
    scale: (by: number) => void (at = { ...at, scale: at.scale * by }),
    fill: ({ middle: [x, y] }: Path) => void places.push([at.x + x * at.scale, at.y + y * at.scale]),
  };
  vi.stubGlobal('Path2D', Path);
  vi.spyOn(HTMLCanvasElement.prototype, 'getContext').mockReturnValue(pen as unknown as CanvasRenderingContext2D);
  vi.spyOn(HTMLCanvasElement.prototype, 'toDataURL').mockReturnValue('data:image/png;base64,AA');
  expect(pngBase64(picture)).toBe('AA');
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  return places;
}

it('draws what a group moves where it stands, and the next mark where it would stand without', () => {
  const dot = (): SVGElement => shape('circle', { cx: 8, cy: 8, r: 7, fill: 'red' });
  const picture = shape('svg', { viewBox: '-10 0 100 50' }, shape('g', { transform: 'translate(20 10) scale(0.5)' }, dot()), dot());
  // Two pixels a unit, and the sheet begins ten units to the left.
  expect(drawn(picture)).toEqual([[(10 + 20 + 4) * 2, (10 + 4) * 2], [(10 + 8) * 2, 8 * 2]]);
});
