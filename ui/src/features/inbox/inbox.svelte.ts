import type { Inbox, InboxGroup, InboxItem } from '../../api/bindings';
import { call } from '../../api/client';
import { Resource } from '../../lib/resource.svelte';

/** How an open attempt ended, as it is being typed. */
export interface Closing {
  outcome: string | null;
  note: string;
  days: string;
}

const BLANK: Closing = { outcome: null, note: '', days: '' };

/** One list of what needs a person, in the order of harm done by waiting. */
export class InboxList {
  readonly resource = new Resource<Inbox>();
  selected = $state(0);
  closing = $state<Closing>({ ...BLANK });
  /** Closing was tried without an outcome. */
  incomplete = $state(false);

  /** The task type to which the list is narrowed; none when undefined. */
  task = $state<string | undefined>();

  get items(): readonly InboxItem[] {
    const all = this.resource.value?.items ?? [];
    return this.task === undefined ? all : all.filter((item) => (item.task_type ?? '') === this.task);
  }

  /** How many there are by task type, the most first; those that state none come last. */
  readonly tasks = $derived.by(() => Object.entries(this.resource.value?.by_task ?? {}).sort(([one, many], [other, few]) => Number(one === '') - Number(other === '') || few - many || one.localeCompare(other)));

  /** Narrows the list to a task type; a second time shows all again. */
  narrow(task: string): void {
    const kept = this.current?.id;
    this.task = this.task === task ? undefined : task;
    this.#keep(kept);
  }

  get current(): InboxItem | undefined {
    return this.items[this.selected];
  }

  /** The items by group, with their place in the list. */
  readonly groups = $derived.by(() => {
    const groups: { group: InboxGroup; items: { item: InboxItem; index: number }[] }[] = [];
    this.items.forEach((item, index) => {
      const last = groups.at(-1);
      if (last?.group === item.group) last.items.push({ item, index });
      else groups.push({ group: item.group, items: [{ item, index }] });
    });
    return groups;
  });

  /** Reads the list again; the chosen item stays chosen where it is still there. */
  async load(): Promise<void> {
    const kept = this.current?.id;
    await this.resource.load(() => call('inbox', null));
    // Nothing of that task type waits any longer.
    if (this.task !== undefined && this.resource.value && !(this.task in this.resource.value.by_task)) this.task = undefined;
    this.#keep(kept);
  }

  /** Keeps the item chosen, where it is still there. */
  #keep(kept: string | undefined): void {
    const at = this.items.findIndex((item) => item.id === kept);
    this.selected = Math.max(0, Math.min(at < 0 ? this.selected : at, this.items.length - 1));
  }

  select(index: number): void {
    if (index === this.selected) return;
    this.selected = Math.max(0, Math.min(this.items.length - 1, index));
    this.closing = { ...BLANK };
    this.incomplete = false;
  }

  /** Closes the chosen open attempt; answers its title, or nothing when the outcome is missing. */
  async close(): Promise<string | undefined> {
    const item = this.current;
    if (!item?.record || item.group !== 'overdue') return undefined;
    this.incomplete = this.closing.outcome === null;
    if (this.closing.outcome === null) return undefined;
    const days = Number(this.closing.days.replace(',', '.'));
    await call('close_attempt', { id: item.record, outcome: this.closing.outcome, note: this.closing.note.trim() || null, actual_days: this.closing.days.trim() !== '' && days >= 0 ? days : null });
    this.closing = { ...BLANK };
    await this.load();
    return item.title;
  }

  /** Puts the chosen item off for a week. */
  async snooze(): Promise<string | undefined> {
    const item = this.current;
    if (!item) return undefined;
    await call('snooze', { id: item.id });
    await this.load();
    return item.title;
  }

  /** The newer model on which the chosen item is to be seen, if that is why it is here. */
  get against(): string | undefined {
    return this.current?.not_seen_on[0];
  }

  /** Whether somebody who looked again can say so with one key. */
  get verifiable(): boolean {
    return this.current?.group === 'review' || this.current?.group === 'retest';
  }

  /** Writes down that the chosen record is still true; answers its title and when it is due again. */
  async verify(): Promise<{ title: string; due: string } | undefined> {
    const item = this.current;
    if (!item?.record || !this.verifiable) return undefined;
    const { review_by } = await call('verify', { id: item.record, model: item.group === 'retest' ? (this.against ?? null) : null });
    await this.load();
    return { title: item.title, due: review_by };
  }

  async dismiss(): Promise<void> {
    if (!this.current) return;
    await call('dismiss', { id: this.current.id });
    await this.load();
  }
}
