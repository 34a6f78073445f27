import { SvelteMap } from 'svelte/reactivity';
import type { ConflictView, MergeChoice, MergeConflict, MergeDecision, ResolveAnswer } from '../../api/bindings';
import { call } from '../../api/client';
import { Sequence } from '../../lib/sequence';
import { compareWords, sideOf } from '../../lib/words';
import { MARKER, plainValue } from './changes';

/** A paragraph, field value or list item of one side, with the words marked that the base lacks. */
export interface ShownLine {
  bullet: boolean;
  parts: readonly { text: string; changed: boolean }[];
}

/** Splits what one side has into what is shown line by line; a section's own heading stands beside it already. */
export function linesOf(conflict: MergeConflict, text: string | null): string[] {
  if (text === null) return [];
  if (conflict.part === 'field' || conflict.part === 'list') {
    const value = plainValue(text);
    return Array.isArray(value) ? value.map((item) => `- ${item}`) : [value ?? ''];
  }
  const lines = text.split('\n');
  if (conflict.part === 'section' && /^ {0,3}#{1,6}\s/.test(lines[0] ?? '')) lines.shift();
  return lines.filter((line) => line.trim() !== '');
}

/** One side against the base: words that are not in the base are marked. */
export function shownSide(conflict: MergeConflict, text: string | null): ShownLine[] {
  const base = linesOf(conflict, conflict.base);
  return linesOf(conflict, text).map((line, at) => {
    const bullet = MARKER.test(line);
    const plain = line.replace(MARKER, '');
    if (base.includes(line) || text === conflict.base) return { bullet, parts: [{ text: plain, changed: false }] };
    const beside = base[at];
    const runs = beside === undefined ? [] : compareWords(beside.replace(MARKER, ''), plain);
    // Lines with little in common are not variants of each other: the whole line is new.
    const same = runs.filter((run) => run.kind === 'same').reduce((sum, run) => sum + run.text.length, 0);
    return { bullet, parts: same * 2 < plain.length ? [{ text: plain, changed: conflict.base !== null }] : sideOf(runs, 'after') };
  });
}

/** A conflict, with a person's decisions part by part. */
export class Resolving {
  view = $state.raw<ConflictView>();
  at = $state(0);
  busy = $state(false);
  /** The text as it would be, once asked for. */
  preview = $state<string>();
  readonly decisions = new SvelteMap<string, MergeDecision>();
  readonly #id: string;
  readonly #previews = new Sequence();

  constructor(id: string) {
    this.#id = id;
  }

  get parts(): readonly MergeConflict[] {
    return this.view?.conflicts ?? [];
  }

  get current(): MergeConflict | undefined {
    return this.parts[this.at];
  }

  get decided(): number {
    return this.parts.filter((part) => this.decisions.has(part.key)).length;
  }

  get choices(): MergeChoice[] {
    return this.parts.flatMap((part) => {
      const choose = this.decisions.get(part.key);
      return choose ? [{ key: part.key, choose }] : [];
    });
  }

  /** Opens the conflict; every part is listed, decided or not. */
  async load(): Promise<void> {
    this.#take(await call('get_conflict', { id: this.#id, choices: [] }));
  }

  decide(key: string, decision: MergeDecision): void {
    this.decisions.set(key, decision);
    this.preview = undefined;
  }

  decideAll(type: 'mine' | 'theirs'): void {
    for (const part of this.parts) this.decide(part.key, { type });
  }

  /** What a part will be; nothing while it is not decided. */
  resultOf(part: MergeConflict): string | null | undefined {
    const decision = this.decisions.get(part.key);
    switch (decision?.type) {
      case 'mine':
        return part.mine;
      case 'theirs':
        return part.theirs;
      case 'both':
        return part.both;
      case 'written':
        return decision.text;
      default:
        return undefined;
    }
  }

  async togglePreview(): Promise<void> {
    const newest = this.#previews.begin();
    if (this.preview !== undefined) return void (this.preview = undefined);
    const { text } = await call('get_conflict', { id: this.#id, choices: this.choices });
    if (newest()) this.preview = text;
  }

  /** Writes the result, if everything is decided and nobody saved meanwhile. */
  async finish(): Promise<ResolveAnswer | undefined> {
    if (!this.view || this.busy || this.decided < this.parts.length) return undefined;
    this.busy = true;
    try {
      const answer = await call('resolve_conflict', { id: this.#id, revision: this.view.revision, choices: this.choices });
      // What is shown next has all parts again, also the decided ones.
      if (answer.type !== 'resolved') await this.load();
      return answer;
    } finally {
      this.busy = false;
    }
  }

  #take(view: ConflictView): void {
    this.view = view;
    this.#previews.drop();
    this.preview = undefined;
    for (const key of [...this.decisions.keys()]) if (!view.conflicts.some((part) => part.key === key)) this.decisions.delete(key);
    this.at = Math.max(0, Math.min(this.at, view.conflicts.length - 1));
  }
}
