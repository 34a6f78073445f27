import { flushSync, mount, unmount, type Component } from 'svelte';
import { afterEach } from 'vitest';
import Within from './Within.svelte';
import type { Session } from '../src/app/session.svelte';

const mounted: object[] = [];

afterEach(async () => {
  for (const component of mounted.splice(0)) await unmount(component);
  document.body.replaceChildren();
});

/** Puts a component on the page, below a session if it needs one. */
export function show<P extends Record<string, unknown>>(component: Component<P>, props: P, session?: Session): HTMLElement {
  const target = document.body.appendChild(document.createElement('div'));
  mounted.push(mount(Within, { target, props: { component: component as Component<Record<string, unknown>>, props, session } }));
  flushSync();
  return target;
}

/** Lets promises and effects happen. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setTimeout(resolve));
  flushSync();
}
