import type { EvidenceSelection, Recomputed } from '../../api/bindings';
import { call } from '../../api/client';
import { Resource } from '../../lib/resource.svelte';

/** A verdict computed at once over the part of its evidence that someone chooses. Nobody can type one. */
export class LiveVerdict {
  readonly resource = new Resource<Recomputed>();
  selection = $state.raw<EvidenceSelection>({ last_months: null, agent: null, model: null });
  #id = '';

  get value(): Recomputed | undefined {
    return this.resource.value;
  }

  /** Whether less than all evidence counts. */
  get narrowed(): boolean {
    return this.selection.last_months !== null || this.selection.agent !== null || this.selection.model !== null;
  }

  /** Opens a finding with all of its evidence. */
  open(id: string): void {
    if (id !== this.#id) {
      this.#id = id;
      this.resource.clear();
      this.selection = { last_months: null, agent: null, model: null };
    }
    this.#load();
  }

  /** Chooses which evidence counts. */
  choose(part: EvidenceSelection): void {
    this.selection = { ...this.selection, ...part };
    this.#load();
  }

  #load(): void {
    const id = this.#id;
    const { selection } = this;
    void this.resource.load(() => call('recompute_verdict', { id, selection }));
  }
}
