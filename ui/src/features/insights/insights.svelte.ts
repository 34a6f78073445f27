import type { CsvView, Insights } from '../../api/bindings';
import { call } from '../../api/client';
import { Resource } from '../../lib/resource.svelte';

/** A plot with a table beside it. */
export type CardName = Exclude<CsvView, 'map' | 'compare'>;

const KEPT = 'fieldbook.insights';

/** What the records say in sum, and how each card is looked at. */
export class InsightsView {
  readonly resource = new Resource<Insights>();
  /** Cards that show their table; the choice is remembered. */
  tables = $state.raw<readonly CardName[]>(readKept());

  async load(query: string): Promise<void> {
    await this.resource.load(() => call('insights', { query }));
  }

  show(card: CardName, as: 'plot' | 'table'): void {
    const rest = this.tables.filter((other) => other !== card);
    this.tables = as === 'table' ? [...rest, card] : rest;
    try {
      localStorage.setItem(KEPT, JSON.stringify(this.tables));
    } catch {
      // No storage: remembered as long as the window is open.
    }
  }
}

function readKept(): CardName[] {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '["coverage"]') as CardName[];
  } catch {
    return ['coverage'];
  }
}
