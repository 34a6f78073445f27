import type { RecordView } from '../../api/bindings';
import { call } from '../../api/client';
import { Resource } from '../../lib/resource.svelte';

/** Records opened lately, so that a page and its preview open at once; the newest state is asked for anyway. */
const cache = new Map<string, RecordView>();
const MOST = 40;

/** A record as a page or a preview shows it. */
export class OpenRecord {
  readonly resource = new Resource<RecordView>();
  #id = '';

  get view(): RecordView | undefined {
    return this.resource.value;
  }

  /** Shows a record; what is known of it is there at once. */
  open(id: string): void {
    if (id !== this.#id) {
      this.#id = id;
      this.resource.clear();
      this.resource.value = cache.get(id);
    }
    void this.resource.load(async () => {
      const view = await call('get_record', { id });
      cache.delete(id);
      cache.set(id, view);
      const [oldest] = cache.keys();
      if (cache.size > MOST && oldest !== undefined) cache.delete(oldest);
      return view;
    });
  }
}
