/** A place in the app. */
export type Route =
  | { page: 'find'; query: string }
  | { page: 'record'; id: string; part: 'brief' | 'history'; at?: string }
  | { page: 'edit'; id: string }
  | { page: 'settings' }
  | { page: 'registry' }
  | EvidenceRoute
  | ShareRoute;

/** The places of the evidence: what is known in sum, and what is asked of people. */
export type EvidenceRoute =
  | { page: 'map'; by: 'agent' | 'model'; query: string }
  | { page: 'inbox' }
  | { page: 'insights'; query: string }
  | { page: 'compare'; ids: readonly string[] }
  | { page: 'interview' }
  | { page: 'log' };

/** The places of sharing: a shared library, or none chosen yet. The item is a proposal's branch, a record in conflict, or what to publish. */
export type ShareRoute = { page: 'libraries'; library: string; tab: 'plan' | 'publish' | 'proposals' | 'conflicts'; item: string };

/** Writes a place as the part of an address after the hash. */
export function toHash(route: Route): string {
  switch (route.page) {
    case 'find':
      return route.query ? `#/find?q=${encodeURIComponent(route.query)}` : '#/find';
    case 'record':
      return `#/record/${encodeURIComponent(route.id)}${route.part === 'history' ? '/history' : ''}${searched({ at: route.at ?? '' })}`;
    case 'edit':
      return `#/edit/${encodeURIComponent(route.id)}`;
    case 'settings':
    case 'registry':
      return `#/${route.page}`;
    case 'map':
      return `#/map${searched({ by: route.by === 'agent' ? '' : route.by, q: route.query })}`;
    case 'inbox':
    case 'interview':
    case 'log':
      return `#/${route.page}`;
    case 'insights':
      return `#/insights${searched({ q: route.query })}`;
    case 'compare':
      return `#/compare${searched({ ids: route.ids.join(',') })}`;
    case 'libraries':
      return ['#/libraries', ...(route.library ? [route.library, ...(route.tab === 'plan' ? [] : [route.tab, ...(route.item ? [route.item] : [])])] : [])].map((step, at) => (at === 0 ? step : encodeURIComponent(step))).join('/');
  }
}

/** Reads a place; an unknown one is the start screen. */
export function fromHash(hash: string): Route {
  const [path = '', search = ''] = hash.replace(/^#/, '').split('?');
  const [, page, id, part, item] = path.split('/');
  if (page === 'record' && id) {
    const at = new URLSearchParams(search).get('at') ?? '';
    return { page, id: decode(id), part: part === 'history' ? 'history' : 'brief', ...(at && { at }) };
  }
  if (page === 'edit' && id) return { page, id: decode(id) };
  if (page === 'settings' || page === 'registry') return { page };
  if (page === 'libraries') return { page, library: decode(id ?? ''), tab: TABS.find((tab) => tab === part) ?? 'plan', item: decode(item ?? '') };
  const evidence = evidencePlace(page, new URLSearchParams(search));
  return evidence ?? { page: 'find', query: new URLSearchParams(search).get('q') ?? '' };
}

const TABS = ['publish', 'proposals', 'conflicts'] as const;

/** Writes what is not empty as the search part of an address. */
function searched(values: Record<string, string>): string {
  const filled = Object.entries(values).filter(([, value]) => value !== '');
  return filled.length === 0 ? '' : `?${filled.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&')}`;
}

function evidencePlace(page: string | undefined, search: URLSearchParams): EvidenceRoute | undefined {
  const query = search.get('q') ?? '';
  switch (page) {
    case 'map':
      return { page, by: search.get('by') === 'model' ? 'model' : 'agent', query };
    case 'insights':
      return { page, query };
    case 'compare':
      return { page, ids: (search.get('ids') ?? '').split(',').filter(Boolean).slice(0, 4) };
    case 'inbox':
    case 'interview':
    case 'log':
      return { page };
    default:
      return undefined;
  }
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

/**
 * Milliseconds between two corrections of the address. WebKit throws at the 101st change within 30 seconds, which whoever
 * types without a pause reaches.
 */
const BETWEEN = 500;

/** Where the app is, and the way back; rests on the webview's own history, so that mouse buttons work too. */
export class Router {
  route = $state.raw<Route>({ page: 'find', query: '' });
  #index = $state(0);
  #length = $state(1);
  #window: Window;
  /** When the address was corrected last, and the correction that is due. */
  #corrected = -Infinity;
  #due: ReturnType<typeof setTimeout> | undefined;
  /** Asked before leaving a page; a page that has something to finish first answers with a promise. */
  leaving: (() => Promise<void>) | undefined;

  constructor(target: Window = window) {
    this.#window = target;
    this.route = fromHash(target.location.hash);
    target.history.replaceState({ index: 0 } satisfies Entry, '', toHash(this.route));
    target.addEventListener('popstate', (event) => {
      this.#forget();
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
    this.#settle();
    this.#index += 1;
    this.#length = this.#index + 1;
    this.#window.history.pushState({ index: this.#index } satisfies Entry, '', toHash(route));
    this.route = route;
  }

  /** Changes the present place without a new step: typing is not a journey. The address may follow a moment later. */
  replace(route: Route): void {
    this.route = route;
    const wait = this.#corrected + BETWEEN - Date.now();
    if (wait <= 0) this.#correct();
    else this.#due ??= setTimeout(() => this.#correct(), wait);
  }

  back(): void {
    this.#settle();
    if (this.canGoBack) this.#window.history.back();
    else this.replace({ page: 'find', query: '' });
  }

  forward(): void {
    this.#settle();
    if (this.canGoForward) this.#window.history.forward();
  }

  #correct(): void {
    this.#forget();
    this.#corrected = Date.now();
    this.#window.history.replaceState({ index: this.#index } satisfies Entry, '', toHash(this.route));
  }

  /** Before another step: the address of this one becomes what it is due to be. */
  #settle(): void {
    if (this.#due !== undefined) this.#correct();
  }

  #forget(): void {
    clearTimeout(this.#due);
    this.#due = undefined;
  }
}
