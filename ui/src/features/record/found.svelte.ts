import { call } from '../../api/client';
import { Sequence } from '../../lib/sequence';
import { Hits, textNodes, within } from './hits.svelte';

/** What of a page is its own words and not the record's: headings of the brief, names of fields, buttons. */
const LABELS = 'h2, dt, nav, button, .crumb, .eyebrow';

/** Whether a place comes after a heading; places of the brief have no order with those of the text in its shadow root. */
const isBehind = (heading: Node, place: Node): boolean => heading.getRootNode() === place.getRootNode() && (heading.compareDocumentPosition(place) & Node.DOCUMENT_POSITION_FOLLOWING) !== 0;

/** Where the words of a search stand in an open record, by the engine's own reading of words. */
export class Found {
  readonly hits = new Hits('search-hit');
  /** The places are known. */
  ready = $state(false);
  #sequence = new Sequence();

  /** Looks for the words of a query below `root`; the present place is the first one behind `heading`. */
  async mark(query: string, root: Node, heading?: Element | null): Promise<void> {
    const newest = this.#sequence.begin();
    const texts = textNodes(root).filter((text) => text.data.trim() !== '' && (text.getRootNode() instanceof ShadowRoot || !text.parentElement?.closest(LABELS)));
    try {
      const marked = await call('mark', { query, texts: texts.map((text) => text.data) });
      if (!newest()) return;
      const ranges = marked.flatMap((places, index) => places.map(([start, end]) => within(texts[index]!, start, end)));
      const first = heading ? ranges.findIndex(({ startContainer: place }) => isBehind(heading, place)) : 0;
      this.hits.show(ranges, first);
      this.ready = true;
    } catch {
      // A record can be read without its matches lit up.
      if (newest()) this.clear();
    }
  }

  clear(): void {
    this.#sequence.drop();
    this.hits.clear();
    this.ready = false;
  }
}
