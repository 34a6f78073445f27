import { Sequence } from './sequence';

/**
 * Runs a question so that the newest answer wins and at most one is on its way.
 *
 * While one runs, only the newest question waits: a fast typist never queues up a search per key, and there is no
 * delay before the first one. An answer is delivered even if a newer question already waits, because showing
 * something close at once is better than nothing; an answer older than one already shown never is.
 */
export class Latest<Question, Answer> {
  #ask: (question: Question) => Promise<Answer>;
  #running = false;
  #waiting: { question: Question } | undefined;
  #sequence = new Sequence();
  #answered: (question: Question, answer: Answer) => void;
  #failed: (question: Question, problem: unknown) => void;

  constructor(
    ask: (question: Question) => Promise<Answer>,
    answered: (question: Question, answer: Answer) => void,
    failed: (question: Question, problem: unknown) => void,
  ) {
    this.#ask = ask;
    this.#answered = answered;
    this.#failed = failed;
  }

  /** Asks now, or as soon as the running question is answered. */
  ask(question: Question): void {
    this.#waiting = { question };
    if (!this.#running) void this.#drain();
  }

  /** Forgets what waits and drops the answer of what runs. */
  cancel(): void {
    this.#waiting = undefined;
    this.#sequence.drop();
  }

  async #drain(): Promise<void> {
    this.#running = true;
    while (this.#waiting) {
      const { question } = this.#waiting;
      this.#waiting = undefined;
      const newest = this.#sequence.begin();
      try {
        const answer = await this.#ask(question);
        if (newest()) this.#answered(question, answer);
      } catch (problem) {
        if (newest()) this.#failed(question, problem);
      }
    }
    this.#running = false;
  }
}
