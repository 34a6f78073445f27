/** A short message, with something one can do about it. */
export interface Toast {
  id: number;
  text: string;
  tone: 'neutral' | 'bad';
  action: { text: string; run: () => void } | undefined;
}

/** How long a message stays, in milliseconds; messages that offer something stay longer. */
const STAY = { plain: 5000, offering: 8000 };

/** Messages at the edge of the window. */
export class Toasts {
  list = $state.raw<readonly Toast[]>([]);
  #next = 1;
  #timers = new Map<number, ReturnType<typeof setTimeout>>();

  /** Shows a message; an error stays until it is closed. */
  show(text: string, more: { tone?: Toast['tone']; action?: Toast['action'] } = {}): void {
    const toast: Toast = { id: this.#next, text, tone: more.tone ?? 'neutral', action: more.action };
    this.#next += 1;
    this.list = [...this.list.slice(-2), toast];
    this.wait(toast);
  }

  /** Starts the time after which a message goes by itself. */
  wait(toast: Toast): void {
    if (toast.tone === 'bad') return;
    this.hold(toast);
    this.#timers.set(toast.id, setTimeout(() => this.close(toast), toast.action ? STAY.offering : STAY.plain));
  }

  /** Stops that time: somebody reads it. */
  hold(toast: Toast): void {
    clearTimeout(this.#timers.get(toast.id));
    this.#timers.delete(toast.id);
  }

  close(toast: Toast): void {
    this.hold(toast);
    this.list = this.list.filter((other) => other.id !== toast.id);
  }
}
