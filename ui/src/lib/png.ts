/** Pixels a unit of the picture: sharp on a slide and in print. */
const SCALE = 2;

/** Distance between the lines of a hatching, in units of the picture. */
const HATCH = 5;

/**
 * A picture as a PNG file, in base64.
 *
 * The marks are drawn one by one. An SVG loaded as an image would be shorter, but the page's policy lets no image
 * come from a string, and it would not have the page's letters. Our pictures consist of groups, rectangles, circles,
 * paths and words, all with attributes of their own.
 */
export function pngBase64(picture: SVGElement): string {
  const [x = 0, y = 0, width = 0, height = 0] = numbers(picture.getAttribute('viewBox'));
  const canvas = document.createElement('canvas');
  canvas.width = Math.ceil(width * SCALE);
  canvas.height = Math.ceil(height * SCALE);
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('this web view draws no pictures');
  pen.scale(SCALE, SCALE);
  pen.translate(-x, -y);
  draw(pen, picture, picture.getAttribute('font-family') ?? 'sans-serif', picture);
  return canvas.toDataURL('image/png').replace(/^data:image\/png;base64,/, '');
}

function draw(pen: CanvasRenderingContext2D, element: Element, family: string, picture: SVGElement): void {
  const get = (name: string, otherwise = 0): number => Number.parseFloat(element.getAttribute(name) ?? '') || otherwise;
  const path = new Path2D();
  switch (element.localName) {
    case 'svg':
    case 'g':
      pen.save();
      move(pen, element.getAttribute('transform') ?? '');
      for (const child of element.children) draw(pen, child, family, picture);
      pen.restore();
      return;
    case 'rect':
      path.rect(get('x'), get('y'), get('width'), get('height'));
      break;
    case 'circle':
      path.arc(get('cx'), get('cy'), get('r'), 0, 2 * Math.PI);
      break;
    case 'path':
      path.addPath(new Path2D(element.getAttribute('d') ?? ''));
      break;
    case 'text':
      return write(pen, element, family);
    default:
      // Titles and definitions are not drawn.
      return;
  }
  pen.save();
  pen.globalAlpha = opacity(element, 'opacity');
  const fill = element.getAttribute('fill') ?? 'black';
  if (fill.startsWith('url(')) hatch(pen, path, [get('x'), get('y'), get('width'), get('height')], patternColour(picture, fill));
  else if (isPaint(fill)) {
    pen.save();
    pen.globalAlpha *= opacity(element, 'fill-opacity');
    pen.fillStyle = fill;
    pen.fill(path);
    pen.restore();
  }
  const stroke = element.getAttribute('stroke') ?? 'none';
  if (isPaint(stroke)) {
    pen.strokeStyle = stroke;
    pen.lineWidth = get('stroke-width', 1);
    pen.lineCap = (element.getAttribute('stroke-linecap') ?? 'butt') as CanvasLineCap;
    pen.lineJoin = (element.getAttribute('stroke-linejoin') ?? 'miter') as CanvasLineJoin;
    pen.setLineDash(numbers(element.getAttribute('stroke-dasharray')));
    pen.stroke(path);
  }
  pen.restore();
}

/** Moves and scales as our groups say it: `translate(12 40) scale(0.75)`. */
function move(pen: CanvasRenderingContext2D, transform: string): void {
  const [x = 0, y = 0] = numbers(/translate\(([^)]*)\)/.exec(transform)?.[1] ?? null);
  const [scale = 1] = numbers(/scale\(([^)]*)\)/.exec(transform)?.[1] ?? null);
  pen.translate(x, y);
  pen.scale(scale, scale);
}

function write(pen: CanvasRenderingContext2D, element: Element, family: string): void {
  const fill = element.getAttribute('fill') ?? 'black';
  if (!isPaint(fill)) return;
  pen.save();
  pen.globalAlpha = opacity(element, 'opacity');
  pen.font = `${element.getAttribute('font-weight') ?? 400} ${Number.parseFloat(element.getAttribute('font-size') ?? '12')}px ${family}`;
  pen.textAlign = ({ middle: 'center', end: 'right' } as const)[element.getAttribute('text-anchor') ?? ''] ?? 'left';
  pen.fillStyle = fill;
  pen.fillText(element.textContent ?? '', Number(element.getAttribute('x') ?? 0), Number(element.getAttribute('y') ?? 0));
  pen.restore();
}

/** Slanted lines inside a shape: what is unknown or not reported. */
function hatch(pen: CanvasRenderingContext2D, inside: Path2D, [x, y, width, height]: readonly [number, number, number, number], colour: string): void {
  pen.save();
  pen.clip(inside);
  pen.strokeStyle = colour;
  pen.lineWidth = 1;
  pen.beginPath();
  for (let at = x - height; at < x + width; at += HATCH * Math.SQRT2) {
    pen.moveTo(at, y);
    pen.lineTo(at + height, y + height);
  }
  pen.stroke();
  pen.restore();
}

/** The colour of the lines of a pattern: `url(#name)`. */
function patternColour(picture: SVGElement, url: string): string {
  const id = /#([\w-]+)/.exec(url)?.[1] ?? '';
  return picture.querySelector(`pattern[id="${id}"] path`)?.getAttribute('stroke') ?? 'gray';
}

const isPaint = (colour: string): boolean => colour !== 'none' && colour !== 'transparent' && !/^rgba\([^)]*, 0\)$/.test(colour);

const opacity = (element: Element, name: string): number => {
  const value = Number.parseFloat(element.getAttribute(name) ?? '');
  return Number.isNaN(value) ? 1 : value;
};

const numbers = (text: string | null): number[] => (text ?? '').split(/[\s,]+/).map(Number.parseFloat).filter((value) => !Number.isNaN(value));
