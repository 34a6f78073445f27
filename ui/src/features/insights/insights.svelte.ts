import type { CsvView, Insights } from '../../api/bindings';
import { call } from '../../api/client';
import { Kept } from '../../lib/kept';
import { Resource } from '../../lib/resource.svelte';

/** A plot with a table beside it. */
export type CardName = Exclude<CsvView, 'map' | 'compare'>;

const kept = new Kept<readonly CardName[]>('fieldbook.insights', (raw) => (Array.isArray(raw) ? (raw as CardName[]) : ['coverage']));

/** What the records say in sum, and how each card is looked at. */
export class InsightsView {
  readonly resource = new Resource<Insights>();
  /** Cards that show their table; the choice is remembered. */
  tables = $state.raw<readonly CardName[]>(kept.get());

  async load(query: string): Promise<void> {
    await this.resource.load(() => call('insights', { query }));
  }

  show(card: CardName, as: 'plot' | 'table'): void {
    const rest = this.tables.filter((other) => other !== card);
    this.tables = as === 'table' ? [...rest, card] : rest;
    kept.set(this.tables);
  }
}
