import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import type { ExceptionInput, ProposalRow, PublishAnswer, PublishRow, PullAnswer, PullRow, Refusal } from '../../api/bindings';
import { call } from '../../api/client';
import type { Sharing } from './sharing.svelte';

/** What is under way between here and a library. */
export type Step = 'checking' | 'pulling' | 'publishing';

/** Why nothing came or went, and the page of the host that may help. */
export interface Trouble {
  refusal: Refusal;
  compare: string | null;
}

/** What asks for a look comes first. */
const ORDER: readonly PullRow['action'][] = ['conflict', 'withdraw', 'missing', 'merge', 'update', 'add', 'keep', 'agree'];

/** One library's plan: what a pull would take, what publishing would send, and carrying it out. */
export class Exchange {
  readonly library: string;
  step = $state<Step>();
  stopping = $state(false);
  pull = $state.raw<PullAnswer>();
  publish = $state.raw<PublishAnswer>();
  trouble = $state.raw<Trouble>();
  /** Pull rows that are left out, by id. */
  readonly without = new SvelteSet<string>();
  /** Publish rows that are held back, or sent though they were held back by default. */
  readonly chosen = new SvelteMap<string, boolean>();
  /** Findings that may be published, by record and fingerprint. */
  readonly exceptions = new SvelteMap<string, ExceptionInput>();
  /** Chosen by a person; until then the library's rule decides. */
  through = $state<boolean>();
  message = $state('');
  #ids: readonly string[] = [];
  #sharing: Pick<Sharing, 'proposals' | 'load'>;
  /** What has become of this person's own proposals, by record. */
  readonly asking: ReadonlyMap<string, ProposalRow['state']> = $derived.by(() => new Map(this.#sharing.proposals.filter((row) => row.library === this.library && row.mine).map((row) => [row.id, row.state])));
  #steps = 0;
  #last: Promise<unknown> = Promise.resolve();

  constructor(library: string, sharing: Pick<Sharing, 'proposals' | 'load'>) {
    this.library = library;
    this.#sharing = sharing;
  }

  get pullRows(): PullRow[] {
    if (this.pull?.type !== 'plan') return [];
    const rank = (row: PullRow): number => (row.shrinks ? 0.5 : ORDER.indexOf(row.action));
    return [...this.pull.plan.rows].sort((a, b) => rank(a) - rank(b));
  }

  get publishRows(): PublishRow[] {
    return this.publish?.type === 'plan' ? this.publish.plan.rows.filter((row) => row.state !== 'unchanged') : [];
  }

  get review(): boolean {
    return this.publish?.type === 'plan' && this.publish.plan.review_required ? true : (this.through ?? false);
  }

  get taking(): PullRow[] {
    return this.pullRows.filter((row) => !this.without.has(row.id));
  }

  get sending(): PublishRow[] {
    return this.publishRows.filter((row) => this.sends(row));
  }

  /** What waits for a reviewer already is not proposed twice, unless somebody wants to. */
  sends(row: PublishRow): boolean {
    return !row.blocked && (this.chosen.get(row.id) ?? this.asking.get(row.id) !== 'open');
  }

  exceptionFor(id: string, fingerprint: string): ExceptionInput | undefined {
    return this.exceptions.get(`${id} ${fingerprint}`);
  }

  /** Asks the library what is new, and what of `ids` could be published. */
  async check(ids: readonly string[], onlyPublish = false): Promise<void> {
    this.#ids = ids;
    await this.#during('checking', async () => {
      this.trouble = undefined;
      if (!onlyPublish) {
        const answer = await call('plan_pull', { library: this.library });
        this.#pulled(answer);
        if (answer.type === 'refused') return this.#sharing.load();
      }
      // The plan is shown when it is known which records wait for a reviewer: no tick changes afterwards.
      const [planned] = await Promise.all([this.#askPublish(), this.#sharing.load()]);
      this.#planned(planned);
    });
  }

  /** Makes the publish plan again: something about it was changed. */
  async replan(): Promise<void> {
    await this.#during('checking', async () => this.#planned(await this.#askPublish()));
  }

  /** Pulls what was planned; answers what was done, or nothing when there is something to look at first. */
  async takeIn(confirmed: boolean): Promise<Extract<PullAnswer, { type: 'pulled' }>['pulled'] | undefined> {
    if (this.pull?.type !== 'plan') return undefined;
    const { tip } = this.pull.plan;
    return this.#during('pulling', async () => {
      this.trouble = undefined;
      const answer = await call('pull', { library: this.library, tip, confirmed, leave_out: [...this.without] });
      this.#pulled(answer);
      return answer.type === 'pulled' ? answer.pulled : undefined;
    });
  }

  /** Publishes or proposes the chosen records. */
  async send(): Promise<Extract<PublishAnswer, { type: 'published' | 'proposed' }> | undefined> {
    const ids = this.sending.map((row) => this.#idOf(row));
    if (ids.length === 0) return undefined;
    return this.#during('publishing', async () => {
      this.trouble = undefined;
      const answer = await call('publish', { ids, library: this.library, review: this.review, exceptions: [...this.exceptions.values()], message: this.message.trim() || null, dry_run: false });
      if (answer.type === 'refused') this.trouble = { refusal: answer.refusal, compare: answer.compare_url };
      else this.publish = answer;
      if (answer.type !== 'published' && answer.type !== 'proposed') return undefined;
      this.message = '';
      return answer;
    });
  }

  /** Takes a finding out of the record, or puts other words in its place. */
  async replaceFinding(row: PublishRow, fingerprint: string, text: string): Promise<void> {
    await call('replace_finding', { library: this.library, id: this.#idOf(row), fingerprint, with: text });
    await this.replan();
  }

  /** Lets a finding through, with a reason; without one it is taken back. */
  async except(row: PublishRow, fingerprint: string, reason: string): Promise<void> {
    const key = `${row.id} ${fingerprint}`;
    if (reason.trim() === '') this.exceptions.delete(key);
    else this.exceptions.set(key, { id: row.id, fingerprint, reason: reason.trim() });
    await this.replan();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await call('stop_sharing', null);
  }

  async #askPublish(): Promise<PublishAnswer | undefined> {
    if (this.#ids.length === 0) return undefined;
    return call('publish', { ids: [...this.#ids], library: this.library, review: this.through ?? false, exceptions: [...this.exceptions.values()], message: null, dry_run: true });
  }

  #planned(answer: PublishAnswer | undefined): void {
    this.publish = answer;
    if (answer?.type === 'refused') this.trouble = { refusal: answer.refusal, compare: answer.compare_url };
  }

  #pulled(answer: PullAnswer): void {
    this.pull = answer;
    if (answer.type === 'refused') this.trouble = { refusal: answer.refusal, compare: null };
    if (answer.type === 'plan') for (const id of [...this.without]) if (!answer.plan.rows.some((row) => row.id === id)) this.without.delete(id);
  }

  // A record is named by its library while it is in another one: two libraries may hold the same id.
  #idOf(row: PublishRow): string {
    return `${row.moves_from ?? this.library}/${row.id}`;
  }

  // One after the other, and until the last is done nothing can be sent: an older plan never replaces a newer one.
  async #during<T>(step: Step, run: () => Promise<T>): Promise<T> {
    this.step = step;
    this.stopping = false;
    this.#steps += 1;
    const running = this.#last.then(run);
    this.#last = running.catch(() => undefined);
    try {
      return await running;
    } finally {
      this.#steps -= 1;
      if (this.#steps === 0) this.step = undefined;
    }
  }
}
