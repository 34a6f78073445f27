import type { CapabilityMap, MapCell, MapRow } from '../../api/bindings';
import { call } from '../../api/client';
import { Resource } from '../../lib/resource.svelte';

/** A place in the grid. */
export interface Place {
  row: number;
  column: number;
}

/** Task types by the part of the work they belong to; what is in none of them comes last. */
const GROUPS: readonly [string, readonly string[]][] = [
  ['change', ['feature', 'bug-fix', 'maintenance', 'refactoring', 'migration', 'port', 'greenfield', 're-architecture', 'test-generation', 'documentation', 'performance', 'specification']],
  ['quality', ['code-review', 'verification', 'security', 'control-design']],
  ['operations', ['operations', 'incident-triage', 'data-work']],
  ['business', ['customer-service', 'business-process', 'office-work', 'learning', 'rollout']],
];

/** The capability map with the cell that is chosen. */
export class MapView {
  readonly resource = new Resource<CapabilityMap>();
  at = $state<Place>({ row: 0, column: 0 });

  get map(): CapabilityMap | undefined {
    return this.resource.value;
  }

  /** Rows in the order in which they stand, with the name of the group that each begins. */
  readonly rows = $derived(this.map ? ordered(this.map.rows) : []);

  get cell(): MapCell | undefined {
    return this.rows[this.at.row]?.row.cells[this.at.column];
  }

  get task(): string | undefined {
    return this.rows[this.at.row]?.row.task_type;
  }

  async load(by: 'agent' | 'model', query: string): Promise<void> {
    const before = this.map?.by;
    const map = await this.resource.load(() => call('capability_map', { by, query, ids: 20 }));
    // Begins where something is known; a change of columns stays in its row.
    if (map && before === undefined) this.at = { row: Math.max(0, this.rows.findIndex(({ row }) => row.cells[0]?.basis !== 'unknown')), column: 0 };
    else if (map && before !== by) this.at = { row: this.at.row, column: 0 };
    this.move(0, 0);
  }

  /** Moves by rows and columns; the edge of the grid holds. */
  move(rows: number, columns: number): void {
    const clamp = (value: number, length: number): number => Math.max(0, Math.min(length - 1, value));
    this.at = { row: clamp(this.at.row + rows, this.rows.length), column: clamp(this.at.column + columns, this.map?.columns.length ?? 1) };
  }

  /** Goes to the column of all agents. */
  home(): void {
    this.at = { row: this.at.row, column: 0 };
  }
}

function ordered(rows: readonly MapRow[]): { row: MapRow; begins: string | undefined }[] {
  const named = new Set(GROUPS.flatMap(([, tasks]) => tasks));
  const rest = rows.filter((row) => !named.has(row.task_type));
  const groups = [...GROUPS.map(([name, tasks]) => ({ name, rows: tasks.flatMap((task) => rows.filter((row) => row.task_type === task)) })), { name: 'other', rows: rest }];
  return groups.flatMap(({ name, rows: inside }) => inside.map((row, index) => ({ row, begins: index === 0 ? name : undefined })));
}
