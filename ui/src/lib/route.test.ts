import { afterEach, describe, expect, it, vi } from 'vitest';
import { fromHash, Router, toHash, type Route } from './route.svelte';

describe('addresses', () => {
  const routes: Route[] = [
    { page: 'find', query: '' },
    { page: 'find', query: 'task:migration "exact phrase" 迁移 & #1' },
    { page: 'record', id: 'cs-airbnb-enzyme-to-rtl', part: 'brief' },
    { page: 'record', id: 'cs-x', part: 'brief', at: 'what-happened' },
    { page: 'record', id: 'payments/pb-x', part: 'history' },
    { page: 'edit', id: 'pb-x' },
    { page: 'settings' },
    { page: 'map', by: 'agent', query: '' },
    { page: 'map', by: 'model', query: 'task:migration age:<12m' },
    { page: 'inbox' },
    { page: 'insights', query: 'origin:internal' },
    { page: 'compare', ids: ['cs-a', 'payments/cs-b'] },
    { page: 'interview' },
    { page: 'log' },
    { page: 'libraries', library: '', tab: 'plan', item: '' },
    { page: 'libraries', library: 'team', tab: 'plan', item: '' },
    { page: 'libraries', library: 'team', tab: 'publish', item: 'personal/pb-x,cs-y' },
    { page: 'libraries', library: 'team', tab: 'proposals', item: 'fieldbook/pb-x-1' },
    { page: 'libraries', library: 'team', tab: 'conflicts', item: '' },
  ];
  for (const route of routes) it(`reads what it writes: ${toHash(route)}`, () => expect(fromHash(toHash(route))).toEqual(route));

  it('takes an unknown or broken address for the start screen', () => {
    expect(fromHash('#/nonsense/x')).toEqual({ page: 'find', query: '' });
    expect(fromHash('')).toEqual({ page: 'find', query: '' });
    expect(fromHash('#/record/%E0%A4%A')).toEqual({ page: 'record', id: '%E0%A4%A', part: 'brief' });
  });
});

describe('Router', () => {
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });

  it('steps forward with go and stays in place with replace', () => {
    window.location.hash = '';
    const router = new Router();
    expect(router.canGoBack).toBe(false);
    router.go({ page: 'settings' });
    expect(router.canGoBack).toBe(true);
    router.replace({ page: 'find', query: 'x' });
    expect(router.route).toEqual({ page: 'find', query: 'x' });
    expect(window.location.hash).toBe('#/find?q=x');
  });

  it('changes the address less often than the webview allows, however fast somebody types', () => {
    vi.useFakeTimers();
    window.location.hash = '';
    const router = new Router();
    const changes = vi.spyOn(window.history, 'replaceState');
    const type = (query: string): void => {
      router.replace({ page: 'find', query });
      vi.advanceTimersByTime(100);
    };
    for (let key = 0; key < 300; key += 1) type(`q${String(key)}`);
    expect(changes.mock.calls.length).toBeLessThan(70);
    expect(router.route).toEqual({ page: 'find', query: 'q299' });
    vi.advanceTimersByTime(500);
    expect(window.location.hash).toBe('#/find?q=q299');
  });

  it('leaves every step of the way with its last address', () => {
    vi.useFakeTimers();
    window.location.hash = '';
    const router = new Router();
    const steps: string[] = [];
    const told = (state: unknown, _: string, hash?: string | URL | null): void => void steps.push(`${String((state as { index: number }).index)} ${String(hash)}`);
    vi.spyOn(window.history, 'replaceState').mockImplementation(told);
    vi.spyOn(window.history, 'pushState').mockImplementation(told);
    for (const query of ['m', 'mi', 'mig']) router.replace({ page: 'find', query });
    router.go({ page: 'settings' });
    vi.advanceTimersByTime(1000);
    expect(steps).toEqual(['0 #/find?q=m', '0 #/find?q=mig', '1 #/settings']);
  });

  it('makes no step for the place where it is', () => {
    window.location.hash = '#/settings';
    const router = new Router();
    router.go({ page: 'settings' });
    expect(router.canGoBack).toBe(false);
  });

  it('has a way back even from the first place', () => {
    window.location.hash = '#/settings';
    const router = new Router();
    router.back();
    expect(router.route).toEqual({ page: 'find', query: '' });
  });
});
