import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer as AnswerOf, Attempts } from '../../api/bindings';
import { Session } from '../../app/session.svelte';
import { fakeHost, type FakeHost } from '../../../tests/fake_host';
import { fixtureBackend } from '../../../tests/fixtures/backend';
import { settle, show } from '../../../tests/mount';
import { bands } from '../../design/outcomes';
import { octaves, ticks } from '../../design/scale';
import { pictureOf, shape, svgText } from '../../lib/picture';
import Answer from '../find/Answer.svelte';
import { AnswerStrip, BEHIND } from '../find/answer.svelte';
import { Find } from '../find/find.svelte';
import { InboxList } from '../inbox/inbox.svelte';
import InboxPage from '../inbox/InboxPage.svelte';
import InsightsPage from '../insights/InsightsPage.svelte';
import { inputOf, Interview, QUESTIONS } from '../interview/interview.svelte';
import InterviewPage from '../interview/InterviewPage.svelte';
import { QuickLog } from '../log/log.svelte';
import LogForm from '../log/LogForm.svelte';
import MapPage from '../map/MapPage.svelte';
import { MapView } from '../map/map.svelte';
import { LiveVerdict } from '../record/verdict.svelte';

const COMMANDS = ['status', 'settings', 'search', 'complete', 'mark', 'saved_searches', 'get_record', 'vocabulary', 'answer', 'capability_map', 'log_attempt', 'register_attempt', 'close_attempt', 'log_defaults', 'inbox', 'verify', 'snooze', 'dismiss', 'request_evidence', 'insights', 'compare', 'export_csv', 'recompute_verdict', 'new_from_interview', 'from_git'];
const text = (element: HTMLElement): string => (element.textContent ?? '').replaceAll(/\s+/g, ' ');

let host: FakeHost;
let session: Session;
let backend: ReturnType<typeof fixtureBackend>;
beforeEach(() => {
  backend = fixtureBackend();
  host = fakeHost();
  for (const name of COMMANDS) host.always(name, (input) => backend(name, input));
  localStorage.clear();
  window.location.hash = '';
  session = new Session();
});

const answer = (change: Partial<AnswerOf> = {}): AnswerOf => ({ ...(backend('answer', { query: 'migration' }) as AnswerOf), ...change });
const none: Attempts = { total: 0, succeeded: 0, mixed: 0, failed: 0, abandoned: 0, inconclusive: 0, unreported: 0, open: 0, not_applicable: 0 };

describe('the answer', () => {
  const strip = (change: Partial<AnswerOf> = {}): HTMLElement => show(Answer, { answer: answer(change), find: new Find() }, session);

  it('says how many tried and how they ended, made here and elsewhere apart', () => {
    const shown = text(strip());
    expect(shown).toMatch(/Yes, \d+ known attempts/);
    expect(shown).toMatch(/0 made here, \d+ from elsewhere/);
    expect(shown).toContain('Can, with supervision');
  });
  it('says what cannot be said', () => {
    expect(text(strip({ saying: 'too_few', attempts: { ...none, total: 2, succeeded: 2 } }))).toContain('2 attempts: too few to say');
    expect(text(strip({ saying: 'one_organisation', attempts: { ...none, total: 4, succeeded: 4 } }))).toContain('one organisation: too few to say');
    expect(text(strip({ saying: 'no_attempt', attempts: none }))).toContain('Log the first attempt');
  });
  it('gives what is not reported a band and words of its own', () => {
    const attempts = { ...none, total: 3, succeeded: 1, unreported: 2 };
    const element = strip({ attempts });
    expect(element.querySelectorAll('.stack .s-none').length).toBe(1);
    expect(text(element)).toContain('2 not reported');
    expect(bands(attempts)).toContainEqual({ tone: 'none', count: 2 });
  });
  it('says that a filter narrows the list and not the answer', () => expect(text(strip({ left_out: ['outcome:failed'] }))).toContain('outcome:failed narrows the list, not this answer.'));
  it('opens the records behind a failure mode', () => {
    const find = new Find();
    const element = show(Answer, { answer: answer({ failure_modes: [{ text: 'Loops', sign: null, response: null, records: ['starter/cs-a', 'starter/cs-b'] }] }), find }, session);
    element.querySelector<HTMLButtonElement>('.mode')!.click();
    expect(session.router.route).toEqual({ page: 'compare', ids: ['cs-a', 'cs-b'] });
  });
});

describe('the strip', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  it('waits for a pause, so that it does not flicker', async () => {
    const strip = new AnswerStrip();
    strip.ask('m');
    strip.ask('mi');
    expect(host.calls('answer').length).toBe(0);
    await vi.advanceTimersByTimeAsync(BEHIND + 10);
    expect(host.calls('answer').map((call) => call.input)).toEqual([{ query: 'mi' }]);
    strip.ask('');
    expect(strip.value).toBeUndefined();
  });
});

describe('the live verdict', () => {
  it('computes again over what is chosen and lets nobody type a verdict', async () => {
    const live = new LiveVerdict();
    live.open('cf-mechanical-migration');
    await settle();
    expect(live.value?.verdict.verdict).toBe('can_with_supervision');
    live.choose({ last_months: 12 });
    await settle();
    expect(live.narrowed).toBe(true);
    expect(live.value?.verdict.verdict).toBe('insufficient_evidence');
    expect(live.value?.whole.verdict).toBe('can_with_supervision');
    live.open('cf-other');
    expect(live.narrowed).toBe(false);
  });
});

describe('the map', () => {
  it('asks once, shows unknown as unknown, and always says how the sample came about', async () => {
    const element = show(MapPage, { by: 'agent' as const, query: '', find: new Find() }, session);
    await settle();
    expect(host.calls('capability_map').length).toBe(1);
    expect(element.querySelectorAll('td.unknown').length).toBeGreaterThan(3);
    expect(text(element)).toContain('This is not a random sample.');
    expect(element.querySelectorAll('[role=gridcell][tabindex="0"]').length).toBe(1);
  });
  it('moves within its edges and goes home to all agents', async () => {
    const view = new MapView();
    await view.load('agent', '');
    view.move(-100, 2);
    expect(view.at).toEqual({ row: 0, column: 2 });
    view.home();
    expect(view.at.column).toBe(0);
    view.move(100, 100);
    expect(view.at).toEqual({ row: view.rows.length - 1, column: view.map!.columns.length - 1 });
  });
});

describe('the quick log', () => {
  it('is valid with a title and an outcome, and with nothing less', async () => {
    const log = new QuickLog();
    await log.save();
    expect(log.problem).toBe('title');
    log.fields.title = 'Move 40 cron jobs';
    await log.save();
    expect(log.problem).toBe('outcome');
    log.fields.outcome = 'mixed';
    expect(await log.save()).toMatchObject({ title: 'Move 40 cron jobs' });
    expect(host.calls('log_attempt')[0]!.input).toMatchObject({ title: 'Move 40 cron jobs', outcome: 'mixed', supervised: null, minutes: null, note: null });
    expect(log.fields.title).toBe('');
  });
  it('remembers agent and model and keeps its text when it is closed', async () => {
    const log = new QuickLog();
    await log.load();
    expect([log.fields.agent, log.remembered]).toEqual(['Claude Code', true]);
    log.fields.title = 'half typed';
    log.keep();
    expect(new QuickLog().fields.title).toBe('half typed');
    expect(new QuickLog({ title: 'another' }).fields.title).toBe('another');
  });
  it('registers without an outcome, so that none can be chosen later', async () => {
    const log = new QuickLog({ title: 'Contract tests', starting: true, applies: { id: 'pb-x', title: 'X' } });
    log.fields.plannedDays = '4';
    await log.save();
    expect(host.calls('log_attempt').length).toBe(0);
    expect(host.calls('register_attempt')[0]!.input).toMatchObject({ title: 'Contract tests', planned_days: 4, applies: 'pb-x' });
  });
  it('takes a number key for an outcome only outside text fields', async () => {
    const element = show(LogForm, { start: { title: 'x' }, close: () => undefined }, session);
    await settle();
    const press = (target: Element): boolean => target.dispatchEvent(new KeyboardEvent('keydown', { key: '2', bubbles: true, cancelable: true }));
    press(element.querySelector('#log-what')!);
    await settle();
    expect(element.querySelector('.outs [aria-checked=true]')).toBeNull();
    press(element.querySelector('.outs button')!);
    await settle();
    expect(element.querySelector('.outs [aria-checked=true]')?.textContent).toContain('Mixed');
  });
});

describe('the inbox', () => {
  it('reads its list once and closes an attempt only with an outcome', async () => {
    const element = show(InboxPage, { find: new Find() }, session);
    await settle();
    expect(host.calls('inbox').length).toBe(1);
    const close = [...element.querySelectorAll('button')].find((button) => button.textContent?.includes('Close the attempt'))!;
    close.click();
    await settle();
    expect(text(element)).toContain('Choose how it ended first.');
    element.querySelectorAll<HTMLButtonElement>('.outs button')[2]!.click();
    close.click();
    await settle();
    expect(host.calls('close_attempt')[0]!.input).toMatchObject({ id: 'personal/cs-billing-jobs', outcome: 'failed' });
  });
  it('counts by task type, narrows to one, and says with one key that a record is still true', async () => {
    const inbox = new InboxList();
    await inbox.load();
    expect(inbox.tasks.map(([task, count]) => [task, count])).toEqual([['migration', 3], ['incident-triage', 1], ['test-generation', 1], ['', 1]]);
    inbox.narrow('migration');
    expect(inbox.items.map((item) => item.group)).toEqual(['overdue', 'review', 'retest']);
    expect(await inbox.verify()).toBeUndefined();
    inbox.select(1);
    expect(await inbox.verify()).toMatchObject({ due: '2027-05-23' });
    inbox.select(2);
    await inbox.verify();
    expect(host.calls('verify').map((call) => call.input)).toEqual([{ id: 'starter/pb-migrations-as-pipelines', model: null }, { id: 'starter/cf-mechanical-migration', model: 'Claude Opus 4.6' }]);
    inbox.narrow('migration');
    expect(inbox.items.length).toBe(6);
  });
});

describe('insights', () => {
  it('draws the 1× line and METR’s 0.84×, and has every plot as a table too', async () => {
    const element = show(InsightsPage, { query: '', find: new Find() }, session);
    await settle();
    expect(text(element)).toContain('METR trial 2025: 0.84×');
    expect(element.querySelectorAll('.one').length).toBe(1);
    for (const table of element.querySelectorAll<HTMLButtonElement>('.seg button:last-child')) table.click();
    await settle();
    expect(element.querySelectorAll('svg.plot').length).toBe(0);
    expect(element.querySelectorAll('table').length).toBe(5);
  });
  it('plots nothing with fewer than five records', async () => {
    host.always('insights', (input: never) => ({ ...(backend('insights', input) as object), sample: { records: 4, internal: 4, external: 0, imported: 0, denominator_known: 0 } }));
    const element = show(InsightsPage, { query: '', find: new Find() }, session);
    await settle();
    expect(element.querySelectorAll('svg.plot').length).toBe(0);
    expect(text(element)).toContain('Too few to plot');
  });
  it('has round ticks and whole octaves', () => {
    expect([ticks(3), ticks(17), ticks(0)]).toEqual([[0, 1, 2, 3], [0, 5, 10, 15, 20], [0, 1]]);
    expect(octaves(0.72, 36)).toEqual([0.5, 1, 2, 4, 8, 16, 32, 64]);
    const plot = shape('svg', { viewBox: '0 0 10 10' }, shape('text', { x: 1 }, 'a<b & "c"')) as SVGSVGElement;
    document.body.append(plot);
    const file = svgText(pictureOf(plot, 'Heading <1>', 'scope'));
    plot.remove();
    expect(file).toContain('a&lt;b &amp; "c"');
    expect(file).toContain('Heading &lt;1&gt;');
    expect(file).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" viewBox="-16 -56 42 82"/);
  });
});

describe('the interview', () => {
  it('asks a question a screen, each of which can be skipped', async () => {
    const element = show(InterviewPage, {}, session);
    await settle();
    expect(text(element)).toContain(`Question 1 of ${QUESTIONS.length}`);
    const skip = (): void => [...element.querySelectorAll('button')].find((button) => button.textContent?.startsWith('Skip'))!.click();
    for (let turn = 0; turn < QUESTIONS.length; turn += 1) {
      skip();
      await settle();
    }
    expect(text(element)).toContain('That was the last question.');
  });
  it('leaves gaps where nothing was typed, and takes facts from git as proposals', async () => {
    const interview = new Interview();
    expect(await interview.finish()).toBeUndefined();
    await interview.read('/repo', 'main..HEAD');
    expect(interview.answers.title).toBe('Move the billing jobs');
    interview.answers.failed = 'Two lost their retry setting\n\nOne looped';
    const input = inputOf(interview.answers, interview.facts);
    expect(input).toMatchObject({ what_failed: ['Two lost their retry setting', 'One looped'], planned: null, cost_usd: null, learning_included: null, actual: { length: 18, unit: 'days', day_basis: 'calendar', people: 2 } });
  });
  it('loses no figure that it cannot read: it says so and asks again', async () => {
    const element = show(InterviewPage, {}, session);
    await settle();
    const type = async (id: string, typed: string): Promise<void> => {
      const field = element.querySelector<HTMLInputElement>(`#${id}`)!;
      field.value = typed;
      field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      await settle();
    };
    const click = async (label: string): Promise<void> => {
      [...element.querySelectorAll('button')].find((button) => button.textContent?.startsWith(label))!.click();
      await settle();
    };
    await type('q-title', 'The team of six');
    await click('Next');
    await type('q-team', '6 to 8');
    expect(element.querySelector('#q-team')!.getAttribute('aria-invalid')).toBe('true');
    expect(text(element)).toContain('Only a number: 6 or 2.5.');
    await click('Finish');
    await click('Make the draft');
    expect(host.calls('new_from_interview')).toHaveLength(0);
    expect(element.querySelector<HTMLInputElement>('#q-team')!.value).toBe('6 to 8');
    await type('q-team', '6,5');
    await click('Finish');
    await click('Make the draft');
    expect(host.calls('new_from_interview')[0]!.input).toMatchObject({ team_size: 6.5 });
  });
  it('says beside the fields what is wrong with a repository', async () => {
    const element = show(InterviewPage, {}, session);
    await settle();
    const git = element.querySelector<HTMLDetailsElement>('details.git')!;
    git.open = true;
    git.dispatchEvent(new Event('toggle'));
    git.querySelector<HTMLInputElement>('#git-repo')!.value = '/nowhere';
    git.querySelector('#git-repo')!.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await settle();
    host.always('from_git', () => Promise.reject({ code: 'no-repository', message: 'x', args: { path: '/nowhere' } }));
    [...git.querySelectorAll('button')].at(-1)!.click();
    await settle();
    expect(git.querySelector('[role=alert]')!.textContent).toContain('/nowhere is no folder of a git repository');
    expect(git.open).toBe(true);
  });
});
