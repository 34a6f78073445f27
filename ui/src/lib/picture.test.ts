import { expect, it } from 'vitest';
import { pictureOf, shape, svgText } from './picture';

it('a picture carries its title, its scope and what its marks mean', () => {
  const plot = shape('svg', { viewBox: '0 0 100 50' }, shape('rect', { class: 'ok', width: 10, height: 10 })) as SVGSVGElement;
  const legend = document.createElement('p');
  const key = document.createElement('span');
  key.append(shape('svg', { viewBox: '0 0 16 16' }, shape('circle', { r: 5 })), '成功');
  const dotted = document.createElement('span');
  dotted.append(document.createElement('i'), 'measured');
  legend.append(key, dotted);
  document.body.append(plot, legend);

  const picture = pictureOf(plot, 'Outcomes', '89 records', legend);
  const words = [...picture.querySelectorAll('text')].map((text) => text.textContent);
  expect(words).toEqual(['Outcomes', '89 records', '成功', 'measured']);
  // Below the plot, on the sheet, one beside the other.
  const [, top, , height] = picture.getAttribute('viewBox')!.split(' ').map(Number);
  const keys = [...picture.querySelectorAll('text')].slice(2).map((text) => [Number(text.getAttribute('x')), Number(text.getAttribute('y'))]);
  for (const [, y] of keys) expect(y! > 50 && y! < top! + height!).toBe(true);
  expect(keys[1]![0]! - keys[0]![0]!).toBeGreaterThan(40);
  expect(picture.querySelector('svg')).toBeNull();
  expect(picture.querySelector('g')?.getAttribute('transform')).toBe('translate(0 58) scale(0.75)');
  expect(svgText(picture)).not.toContain('class=');
  expect(svgText(pictureOf(plot, 'Outcomes', '89 records'))).not.toContain('measured');
});
