import type { ConflictRow, ProposalRow, SharedLibrary } from '../../api/bindings';
import { call, toApiError } from '../../api/client';
import type { Session } from '../../app/session.svelte';
import { t } from '../../i18n/i18n.svelte';
import { Sequence } from '../../lib/sequence';

/** How often it is asked whether a library is due; the schedule itself is each library's own. */
const TICK = 60_000;

/** The shared libraries, and what of them waits for this person. One per window. */
export class Sharing {
  libraries = $state.raw<readonly SharedLibrary[] | undefined>();
  proposals = $state.raw<readonly ProposalRow[]>([]);
  conflicts = $state.raw<readonly ConflictRow[]>([]);
  /** Proposals that were approved here: each puts something into a library that its plan does not know yet. */
  approved = $state(0);
  /** The library that was looked at last. */
  last = $state<string>();
  #sequence = new Sequence();
  #reading: Promise<void> = Promise.resolve();
  #session: Pick<Session, 'toasts' | 'fail'>;

  constructor(session: Pick<Session, 'toasts' | 'fail'>) {
    this.#session = session;
  }

  named(name: string): SharedLibrary | undefined {
    return this.libraries?.find((library) => library.name === name);
  }

  /** Proposals that wait for this person: to be read, or to be put right. */
  get waiting(): ProposalRow[] {
    return this.proposals.filter((row) => (row.mine ? row.state === 'changes_requested' : row.state === 'open'));
  }

  /** How many things of shared libraries wait for this person. */
  get waits(): number {
    return this.waiting.length + this.conflicts.length;
  }

  /** Reads the libraries and what waits. Where nothing is shared, that is one cheap question. A reading that is overtaken ends with the one that overtook it. */
  load(): Promise<void> {
    return (this.#reading = this.#read());
  }

  async #read(): Promise<void> {
    const newest = this.#sequence.begin();
    const libraries = await call('shared_libraries', null);
    if (!newest()) return this.#reading;
    this.libraries = libraries;
    if (libraries.length === 0) {
      [this.proposals, this.conflicts] = [[], []];
      return;
    }
    if (!libraries.some((library) => library.name === this.last)) this.last = libraries[0]?.name;
    const waiting = await Promise.all([call('proposals', { library: null }), call('conflicts', null)]);
    if (!newest()) return this.#reading;
    [this.proposals, this.conflicts] = waiting;
  }

  /** The same, where nobody waits for it: what cannot be read now is read the next time. */
  async refresh(): Promise<void> {
    try {
      await this.load();
    } catch {
      // The page of the libraries says what is wrong.
    }
  }

  /** Reads what waits, and pulls what is due, now and from time to time, until the result is called. */
  start(): () => void {
    void this.refresh().then(() => this.pullDue());
    const timer = setInterval(() => void this.pullDue(), TICK);
    return () => clearInterval(timer);
  }

  /** Pulls the libraries whose time has come; says so only where something came. */
  async pullDue(): Promise<void> {
    if (!this.libraries?.some((library) => library.every_minutes !== null)) return;
    try {
      for (const answer of await call('pull_due', null)) {
        if (answer.type !== 'pulled' || answer.pulled.rows.length === 0) continue;
        this.#session.toasts.show(t().share.pull.updatedQuietly(answer.pulled.rows.length, this.named(answer.pulled.library)?.title ?? answer.pulled.library));
      }
      await this.load();
    } catch (problem) {
      this.#session.fail(toApiError(problem));
    }
  }
}
