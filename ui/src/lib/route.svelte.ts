/** A place in the app. */
export type Route =
  | { page: 'find'; query: string }
  | { page: 'record'; id: string; part: 'brief' | 'history' }
  | { page: 'edit'; id: string }
  | { page: 'settings' };

/** Writes a place as the part of an address after the hash. */
export function toHash(route: Route): string {
  switch (route.page) {
    case 'find':
      return route.query ? `#/find?q=${encodeURIComponent(route.query)}` : '#/find';
    case 'record':
      return `#/record/${encodeURIComponent(route.id)}${route.part === 'history' ? '/history' : ''}`;
    case 'edit':
      return `#/edit/${encodeURIComponent(route.id)}`;
    case 'settings':
      return '#/settings';
  }
}

/** Reads a place; an unknown one is the start screen. */
export function fromHash(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  const [, page, id, part] = path.split('/');
  if (page === 'record' && id) return { page, id: decode(id), part: part === 'history' ? 'history' : 'brief' };
  if (page === 'edit' && id) return { page, id: decode(id) };
  if (page === 'settings') return { page };
  return { page: 'find', query: new URLSearchParams(search).get('q') ?? '' };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

interface Entry {
  index: number;
}

/** Where the app is, and the way back; rests on the webview's own history, so that mouse buttons work too. */
export class Router {
  route = $state.raw<Route>({ page: 'find', query: '' });
  #index = $state(0);
  #length = $state(1);
  #window: Window;
  /** Asked before leaving a page; a page that has something to finish first answers with a promise. */
  leaving: (() => Promise<void>) | undefined;

  constructor(target: Window = window) {
    this.#window = target;
    this.route = fromHash(target.location.hash);
    target.history.replaceState({ index: 0 } satisfies Entry, '', toHash(this.route));
    target.addEventListener('popstate', (event) => {
      const entry = event.state as Entry | null;
      this.#index = entry?.index ?? 0;
      this.route = fromHash(target.location.hash);
    });
  }

  get canGoBack(): boolean {
    return this.#index > 0;
  }

  get canGoForward(): boolean {
    return this.#index < this.#length - 1;
  }

  /** Opens a place as a new step of the history. */
  go(route: Route): void {
    if (toHash(route) === toHash(this.route)) return;
    this.#index += 1;
    this.#length = this.#index + 1;
    this.#window.history.pushState({ index: this.#index } satisfies Entry, '', toHash(route));
    this.route = route;
  }

  /** Changes the present place without a new step: typing is not a journey. */
  replace(route: Route): void {
    this.#window.history.replaceState({ index: this.#index } satisfies Entry, '', toHash(route));
    this.route = route;
  }

  back(): void {
    if (this.canGoBack) this.#window.history.back();
    else this.replace({ page: 'find', query: '' });
  }

  forward(): void {
    if (this.canGoForward) this.#window.history.forward();
  }
}
