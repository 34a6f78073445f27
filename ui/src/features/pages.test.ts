import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { RecordView, SearchPage } from '../api/bindings';
import { Session } from '../app/session.svelte';
import { fakeHost, type FakeHost } from '../../tests/fake_host';
import { fixtureBackend } from '../../tests/fixtures/backend';
import { settle, show } from '../../tests/mount';
import { Find } from './find/find.svelte';
import FindPage from './find/FindPage.svelte';
import CaseBrief from './record/CaseBrief.svelte';
import Effort from './record/Effort.svelte';
import FindingBrief from './record/FindingBrief.svelte';
import PlaybookBrief from './record/PlaybookBrief.svelte';
import RecordPage from './record/RecordPage.svelte';
import ShortcutSheet from './shortcuts/ShortcutSheet.svelte';

const backend = fixtureBackend();
const view = (id: string): RecordView => structuredClone(backend('get_record', { id }) as RecordView);
const text = (element: HTMLElement): string => (element.textContent ?? '').replaceAll(/\s+/g, ' ');

let host: FakeHost;
let session: Session;
beforeEach(() => {
  host = fakeHost();
  for (const name of ['status', 'settings', 'search', 'complete', 'mark', 'saved_searches', 'save_search', 'forget_search', 'look_at_search', 'get_record', 'toggle_filter']) host.always(name, (input) => backend(name, input));
  window.location.hash = '';
  session = new Session();
});

describe('the find page', () => {
  const page = async (query: string, answer?: Partial<SearchPage>): Promise<HTMLElement> => {
    if (answer) host.always('search', (input: never) => ({ ...(backend('search', input) as SearchPage), ...answer }));
    const find = new Find();
    find.set(query);
    const element = show(FindPage, { find }, session);
    await settle();
    return element;
  };

  it('asks the question on the start screen and shows what is known', async () => {
    const element = await page('');
    expect(text(element)).toContain('Has anyone tried this?');
    expect(element.querySelector('[role=combobox]')).not.toBeNull();
    expect(element.querySelector('.stack')?.getAttribute('aria-label')).toMatch(/succeeded, .* failed/);
  });
  it('says that public cases are no sample, wherever it shows their share', async () => expect(text(await page(''))).toContain('says nothing about how often agents fail'));
  it('stays the start screen until the first letter is answered', async () => {
    const find = new Find();
    find.set('');
    const element = show(FindPage, { find }, session);
    await settle();
    let answer: (() => void) | undefined;
    host.always('search', (input: never) => new Promise((done) => (answer = () => done(backend('search', input)))));
    find.type('m', 1);
    await settle();
    expect([element.querySelector('main.start') !== null, element.querySelector('.results')]).toEqual([true, null]);
    answer?.();
    await settle();
    expect([element.querySelector('main.start'), element.querySelector('.results') !== null]).toEqual([null, true]);
  });
  it('makes the place of the results before the first letter, where nobody sees or reaches it, and then fills it', async () => {
    const find = new Find();
    find.set('');
    const element = show(FindPage, { find }, session);
    await settle();
    await vi.waitFor(() => expect(element.querySelector('.found [role=option]')).not.toBeNull());
    const found = element.querySelector<HTMLElement>('.found');
    const list = element.querySelector('.list');
    expect([element.querySelector('main.start') !== null, found?.inert, found?.getAttribute('aria-hidden')]).toEqual([true, true, 'true']);
    find.type('m', 1);
    await settle();
    expect([element.querySelector('main.start'), found?.getAttribute('aria-hidden'), element.querySelector('.list') === list]).toEqual([null, 'false', true]);
    await vi.waitFor(() => expect(found?.inert).toBe(false));
  });
  it('lets a first search that failed be tried again', async () => {
    const find = new Find();
    find.set('');
    const element = show(FindPage, { find }, session);
    await settle();
    await vi.waitFor(() => expect(element.querySelector('.found [role=option]')).not.toBeNull());
    find.type('boom', 4);
    await settle();
    expect(text(element)).toContain('The search did not work.');
    expect(element.querySelector<HTMLElement>('.found')?.inert).toBe(false);
  });
  it('counts, lists and describes the results', async () => {
    const element = await page('migration');
    expect(element.querySelector('[role=status]')?.textContent).toMatch(/^\d+ results$/);
    expect(element.querySelectorAll('[role=option]').length).toBeGreaterThan(2);
    expect(element.querySelector('[aria-selected=true]')).not.toBeNull();
  });
  it('offers a way on when nothing matches', async () => {
    const element = await page('task:port zebra');
    expect(text(element)).toContain('No one here has tried this.');
    expect(text(element)).toContain('Search for “zebra”: 3 results');
  });
  it('invites to write when the library is empty', async () => expect(text(await page('', { total: 0, hits: [], facets: {} }))).toContain('This library is empty.'));
  it('says how far the index is', async () => expect(text(await page('x', { indexing: { done: 41, total: 140 } }))).toContain('Indexing 41 of 140'));
  it('asks back when a word was likely misspelt', async () => expect(text(await page('migraton'))).toContain('Did you mean migration?'));
  it('says what went wrong and how to go on', async () => {
    const element = await page('boom');
    expect(text(element)).toContain('The search did not work.');
    expect(text(element)).toContain('Try again');
  });
  it('marks a filter that is not understood', async () => expect((await page('age:soon x')).querySelector('.chip.invalid')?.getAttribute('title')).toContain('Not understood'));
  it('shows a value that would give nothing, and what is chosen', async () => {
    const element = await page('outcome:failed');
    expect(element.querySelector('[aria-pressed=true]')?.textContent).toContain('Failed');
    expect(element.querySelector('.facet-row.zero')).not.toBeNull();
  });
});

describe('a case study', () => {
  const brief = (change: (one: RecordView) => void = () => undefined): HTMLElement => {
    const one = view('cs-aws-bedrock-kiro-76-days');
    change(one);
    if (one.record.details.kind !== 'case-study') throw new Error('not a case study');
    return show(CaseBrief, { view: one, study: one.record.details });
  };
  const study = (one: RecordView) => one.record.details as Extract<RecordView['record']['details'], { kind: 'case-study' }>;

  it('shows outcome, effort, worked, failed and trust in that order', () => {
    const shown = text(brief());
    const order = ['Succeeded', '30 people × 12–18 months', 'person-effort', 'What worked', 'What failed', 'Supervision', 'How far to trust this'].map((words) => shown.indexOf(words));
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(order).not.toContain(-1);
  });
  it('never shows a factor without its split and what it rests on', () => {
    const shown = text(brief());
    expect(shown).toContain('5.0× fewer people');
    expect(shown).toContain('4.8–7.2× less time');
    for (const badge of ['Estimated baseline', 'Learning time not counted', 'Vendor self-reported']) expect(shown).toContain(badge);
  });
  it('says that failures were not reported instead of leaving the place blank', () => {
    expect(text(brief((one) => Object.assign(study(one), { what_failed: ['none reported'], only_successes_reported: true })))).toContain('Not reported. No failures were published.');
  });
  it('shows an open attempt without an effort line', () => {
    const shown = text(brief((one) => Object.assign(study(one), { outcome: 'open', expected: 'half the time', due: '2026-12' })));
    expect(shown).toContain('half the time');
    expect(shown).not.toContain('person-effort');
  });
  it('says why there is no person-effort factor', () => {
    const one = view('cs-airbnb-enzyme-to-rtl');
    const shown = text(show(Effort, { leverage: one.leverage!, study: study(one) }));
    expect(shown).toContain('13× less elapsed time');
    expect(shown).toContain('No person-effort factor: the team sizes are not public.');
  });
  it('lists every assumption with the factor it gives', async () => {
    const one = view('cs-aws-bedrock-kiro-76-days');
    const element = show(Effort, { leverage: one.leverage!, study: study(one) });
    element.querySelector<HTMLButtonElement>('button.link')!.click();
    await settle();
    expect(element.querySelectorAll('tbody tr').length).toBe(one.leverage!.assumptions.length);
    expect(text(element)).toContain('9 people did the work');
  });
});

describe('a playbook', () => {
  const brief = (change: (one: RecordView) => void = () => undefined): HTMLElement => {
    const one = view('pb-migrations-as-pipelines');
    change(one);
    if (one.record.details.kind !== 'playbook') throw new Error('not a playbook');
    return show(PlaybookBrief, { view: one, playbook: one.record.details });
  };
  it('puts the decision of a person beside the computed evidence', () => {
    const shown = text(brief());
    expect(shown).toContain('Ring, set by a person');
    expect(shown).toContain('Evidence, computed');
    expect(shown).toMatch(/\d+ records support, \d+ mixed, \d+ against/);
  });
  it('says what enforces each rule, and when only the text does', () => {
    expect(text(brief((one) => Object.assign((one.record.details as { ground_rules: { enforce_with: string | null }[] }).ground_rules[0]!, { enforce_with: null })))).toContain('Text only: nothing enforces it');
  });
  it('warns when a ring rests on next to nothing', () => {
    expect(text(brief((one) => void (one.playbook_certainty = { ...one.playbook_certainty!, certainty: 'very_low' })))).toContain('very thin');
  });
  it('keeps the claims of a catalogue apart from evidence', () => {
    const shown = text(brief((one) => void (one.record.claimed = { status: 'best-practice', category: null, maturity: null, complexity: null, effort: null, impact: null, evidence_grade: 'high', evidence_snapshot: null, tools: [], domains: [], based_on: [], source: null, slug: null, pattern_id: null, anti_patterns: [] })));
    expect(shown).toContain('What the catalogue says about itself');
    expect(shown).toContain('0 uses here');
  });
});

describe('a finding', () => {
  it('opens its arithmetic: interval, counts, rows with weights, flags in words', () => {
    const one = view('cf-mechanical-migration');
    if (one.record.details.kind !== 'finding') throw new Error('not a finding');
    const element = show(FindingBrief, { view: one, finding: one.record.details, openRecord: () => undefined });
    const shown = text(element);
    expect(shown).toContain('Can, with supervision');
    expect(shown).toContain('0.90 [0.71–0.97]');
    expect(shown).toContain('6 support, 2 mixed, 0 refute; 7 organisations');
    expect(shown).toContain('At least one case does not say how many attempts there were in all.');
    expect(element.querySelectorAll('.rows tbody tr').length).toBe(8);
    expect(shown).toContain('3,395 of 3,500');
  });
});

describe('a record page', () => {
  const page = async (id: string): Promise<HTMLElement> => {
    const element = show(RecordPage, { at: '', id, part: 'brief' as const, find: new Find() }, session);
    await settle();
    return element;
  };
  it('says so when there is no such record', async () => expect(text(await page('cs-none'))).toContain('There is no such record here.'));
  it('says in which direction its links point', async () => {
    const shown = text(await page('cs-aws-bedrock-kiro-76-days'));
    expect(shown).toMatch(/Spec first, sized to the problem ?supports, Trial/);
  });
  it('puts rendered text into a shadow root only', async () => {
    const element = await page('cs-aws-bedrock-kiro-76-days');
    const root = element.querySelector('.rendered')?.shadowRoot;
    expect(root?.querySelector('h2')?.textContent).toBe('Situation');
    expect(element.querySelector('.rendered')?.children.length).toBe(0);
  });
  it('opens records at once and asks before it opens a page of the web', async () => {
    const element = await page('cs-aws-bedrock-kiro-76-days');
    const root = element.querySelector('.rendered')!.shadowRoot!;
    root.querySelector<HTMLAnchorElement>('a.external')!.click();
    await settle();
    expect(session.overlay).toEqual({ name: 'link', url: 'https://example.org/post', host: 'example.org' });
    root.querySelector<HTMLAnchorElement>('a.record-link')!.click();
    expect(session.router.route).toEqual({ page: 'record', id: 'pb-migrations-as-pipelines', part: 'brief' });
  });
});

it('lists in the sheet exactly the keys that act', () => {
  session.shortcuts.add(() => ({ name: 'Here', shortcuts: [{ keys: 'Mod+j', label: 'jump', run: () => undefined }] }));
  HTMLDialogElement.prototype.showModal ??= () => undefined;
  expect(text(show(ShortcutSheet, { close: () => undefined }, session))).toContain('jumpCtrl J');
});
