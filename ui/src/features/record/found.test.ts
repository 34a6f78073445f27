import { beforeEach, expect, it } from 'vitest';
import { fakeHost, type FakeHost } from '../../../tests/fake_host';
import { Found } from './found.svelte';

let host: FakeHost;
let page: HTMLElement;
beforeEach(() => {
  host = fakeHost();
  page = document.createElement('article');
  page.innerHTML = '<h1>Flaky tests</h1><h2>Tests of the brief</h2><p>What failed</p><div></div><footer>flaky</footer>';
  page.querySelector('div')!.attachShadow({ mode: 'open' }).innerHTML = '<h2 id="a">Before</h2><p>a flaky one</p><h2 id="b">After</h2><p>two flaky tests</p>';
  document.body.replaceChildren(page);
});
const marked = (texts: string[]): [number, number][][] => texts.map((text) => [...text.matchAll(/flaky|tests/gi)].map((hit) => [hit.index, hit.index + hit[0].length]));

it('marks title and text in the order of reading, and no label of the page', async () => {
  host.always('mark', ({ texts }: { texts: string[] }) => marked(texts));
  const found = new Found();
  await found.mark('flaky tests', page);
  expect(found.hits.ranges.map(String)).toEqual(['Flaky', 'tests', 'flaky', 'flaky', 'tests', 'flaky']);
  expect(found.hits.at).toBe(0);
  found.hits.step(-1);
  expect(found.hits.at).toBe(5);
  found.hits.step(1);
  expect(found.hits.at).toBe(0);
});

it('begins behind the heading that the result stood under', async () => {
  host.always('mark', ({ texts }: { texts: string[] }) => marked(texts));
  const found = new Found();
  await found.mark('flaky tests', page, page.querySelector('div')!.shadowRoot!.getElementById('b'));
  expect(found.hits.at).toBe(3);
});

it('never shows the matches of an older question', async () => {
  const found = new Found();
  const first = found.mark('flaky', page);
  const second = found.mark('tests', page);
  await host.answer('mark', [[], [[0, 4]]], 'newest');
  await host.answer('mark', [[[0, 5]]]);
  await Promise.all([first, second]);
  expect(found.hits.ranges.map(String)).toEqual(['What']);
});
