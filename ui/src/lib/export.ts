const PAINT = ['fill', 'fill-opacity', 'stroke', 'stroke-width', 'stroke-dasharray', 'stroke-linecap', 'stroke-linejoin', 'opacity', 'font-size', 'font-weight', 'text-anchor'] as const;

/**
 * Writes a plot as a file of its own: what style sheets say becomes attributes, title and scope stand above it.
 *
 * A picture travels without its page, so what was counted and when must travel with it.
 */
export function svgFile(plot: SVGSVGElement, heading: string, scope: string): string {
  const { width, height } = plot.viewBox.baseVal;
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
  const page = getComputedStyle(document.documentElement);
  const colour = (name: string): string => escapeXml(page.getPropertyValue(name).trim() || 'currentColor');
  const inner = new XMLSerializer().serializeToString(copy).replace(/^<svg[^>]*>/, '').replace(/<\/svg>$/, '');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="-16 -56 ${width + 32} ${height + 72}" width="${width + 32}" height="${height + 72}" font-family="Inter, system-ui, sans-serif">`,
    `<rect x="-16" y="-56" width="${width + 32}" height="${height + 72}" fill="${colour('--surface')}"/>`,
    `<text y="-32" font-size="15" font-weight="600" fill="${colour('--text')}">${escapeXml(heading)}</text>`,
    `<text y="-14" font-size="11" fill="${colour('--text-3')}">${escapeXml(scope)}</text>`,
    inner,
    '</svg>\n',
  ].join('\n');
}

/** Makes text safe inside XML. */
export const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** A file name out of words. */
export const fileName = (words: string, ending: string): string => `${words.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '') || 'fieldbook'}.${ending}`;
