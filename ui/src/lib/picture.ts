/** What a style sheet may say of a mark; a picture of its own says it as attributes. */
const PAINT = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'font-size', 'font-weight', 'text-anchor'] as const;

const SVG = 'http://www.w3.org/2000/svg';

/** Makes an SVG element. Built by calls and not from text: the page's policy takes no markup from strings. */
export function shape(name: string, attributes: Record<string, string | number>, ...children: (SVGElement | string)[]): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  element.append(...children);
  return element;
}

/** The colour of a token, as the page wears it now. */
export const tokenColour = (name: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim() || 'currentColor';

/** A sheet for a picture that travels alone: its size, its ground, its letters. */
export const sheet = (x: number, y: number, width: number, height: number): SVGElement =>
  shape('svg', { viewBox: `${x} ${y} ${width} ${height}`, width, height, 'font-family': 'Inter, system-ui, sans-serif' }, shape('rect', { x, y, width, height, fill: tokenColour('surface') }));

/**
 * A plot as a picture of its own: what style sheets say becomes attributes, title and scope stand above it.
 *
 * A picture travels without its page, so what was counted and when must travel with it.
 */
export function pictureOf(plot: SVGSVGElement, heading: string, scope: string): SVGElement {
  const [, , width = 0, height = 0] = (plot.getAttribute('viewBox') ?? '').split(/\s+/).map(Number);
  const copy = plot.cloneNode(true) as SVGSVGElement;
  const from = [...plot.querySelectorAll('*')];
  [...copy.querySelectorAll('*')].forEach((element, index) => {
    const style = getComputedStyle(from[index]!);
    for (const name of PAINT) {
      const value = style.getPropertyValue(name);
      if (value !== '') element.setAttribute(name, value);
    }
    element.removeAttribute('class');
    element.removeAttribute('tabindex');
  });
  const picture = sheet(-16, -56, width + 32, height + 72);
  picture.append(
    shape('text', { y: -32, 'font-size': 15, 'font-weight': 600, fill: tokenColour('text') }, heading),
    shape('text', { y: -14, 'font-size': 11, fill: tokenColour('text-3') }, scope),
    ...copy.childNodes,
  );
  return picture;
}

/** A picture as the text of an SVG file. */
export const svgText = (picture: SVGElement): string => `${new XMLSerializer().serializeToString(picture)}\n`;

/** A file name out of words. */
export const fileName = (words: string, ending: string): string => `${words.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'fieldbook'}.${ending}`;
