import { createRawSnippet, flushSync, mount, tick, unmount } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import VirtualList from './VirtualList.svelte';

const ROW = 50;

/** Tells of an element once, when it is first observed, as a browser does of one that keeps its height. */
class FirstSizes {
  #tell: ResizeObserverCallback;
  #new: Element[] = [];
  constructor(tell: ResizeObserverCallback) {
    this.#tell = tell;
    observers.push(this);
  }
  observe(target: Element): void {
    this.#new.push(target);
  }
  unobserve(): void {}
  disconnect(): void {}
  frame(): void {
    const seen = this.#new.splice(0).map((target) => ({ target }) as ResizeObserverEntry);
    if (seen.length > 0) this.#tell(seen, this as unknown as ResizeObserver);
  }
}
let observers: FirstSizes[] = [];

async function frames(): Promise<void> {
  for (let frame = 0; frame < 5; frame += 1) {
    observers.forEach((observer) => observer.frame());
    flushSync();
    await tick();
  }
}

beforeEach(() => {
  observers = [];
  vi.stubGlobal('ResizeObserver', FirstSizes);
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(ROW);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it('knows how high its rows are when they get other contents and keep their height', async () => {
  const props = $state({
    count: 3,
    estimate: 88,
    version: 1,
    active: 0,
    activeId: undefined,
    id: 'list',
    label: 'list',
    row: createRawSnippet<[number]>((index) => ({ render: () => `<p>${index()}</p>` })),
  });
  const list = mount(VirtualList, { target: document.body, props });
  await frames();
  const height = (): string | undefined => document.querySelector<HTMLElement>('.whole')?.style.height;
  expect(height()).toBe(`${3 * ROW}px`);
  props.version = 2;
  props.count = 2;
  await frames();
  expect(height()).toBe(`${2 * ROW}px`);
  await unmount(list);
});
