import type { Event, Installation } from '../api/bindings';
import { platformOf, type Host } from './host';

/** How often the loopback host is asked whether something changed, in milliseconds. */
const POLL = 1000;

/**
 * The same commands over `POST /rpc/<name>` on the page's own origin: the test server, never shipped.
 *
 * Changes are noticed by asking for the status; an event stream would keep a connection open that browsers
 * under test wait for.
 */
export function httpHost(): Host {
  const rpc = async (name: string, input: unknown): Promise<unknown> => {
    const answer = await fetch(`/rpc/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(input ?? null),
    });
    const body: unknown = await answer.json();
    if (!answer.ok) throw body;
    return body;
  };
  return {
    platform: platformOf(navigator.userAgent),
    rpc,
    listen(hear) {
      let known: number | undefined;
      const timer = setInterval(() => {
        void rpc('status', null).then((status) => {
          const { sequence } = status as Installation;
          if (known !== undefined && sequence !== known) hear({ type: 'changed', sequence } satisfies Event);
          known = sequence;
        }, () => undefined);
      }, POLL);
      return () => clearInterval(timer);
    },
    async openLink(url, confirmed) {
      if (confirmed) window.open(url, '_blank', 'noopener,noreferrer');
      return { host: new URL(url).host };
    },
    pickFolder: async () => null,
    async save(name, content, base64) {
      const bytes = base64 ? Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)) : content;
      const address = URL.createObjectURL(new Blob([bytes], { type: 'application/octet-stream' }));
      const link = Object.assign(document.createElement('a'), { href: address, download: name });
      link.click();
      URL.revokeObjectURL(address);
      return name;
    },
    async logWindow(open) {
      if (open) window.open('#/log', 'log', 'width=480,height=420');
      else window.close();
    },
    logShortcut: async (keys) => (keys === '' ? 'off' : 'failed'),
    copy: (text) => navigator.clipboard.writeText(text),
  };
}
