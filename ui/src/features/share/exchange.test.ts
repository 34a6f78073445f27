import { expect, it } from 'vitest';
import type { ProposalRow, PublishAnswer, PublishRow, SharedLibrary } from '../../api/bindings';
import { fakeHost } from '../../../tests/fake_host';
import { settle } from '../../../tests/mount';
import { Session } from '../../app/session.svelte';
import { Exchange } from './exchange.svelte';

const team = { name: 'team' } as SharedLibrary;
const proposal = (state: ProposalRow['state']): ProposalRow => ({ library: 'team', branch: 'fieldbook/pb-one-1', id: 'pb-one', title: 'One', proposed_by: 'Ann', at: 0, state, is_new: true, mine: true, note: null });
const row = { id: 'pb-one', state: 'new', blocked: false } as PublishRow;
const plan = (review = false): PublishAnswer => ({ type: 'plan', plan: { library: 'team', rows: [row], review_required: false, review, ready: true } });

it('shows nothing to send until it is known what waits for a reviewer', async () => {
  const host = fakeHost();
  const exchange = new Exchange('team', new Session().sharing);
  const checked = exchange.check(['team/pb-one'], true);
  await settle();
  await host.answer('publish', plan());
  expect(exchange).toMatchObject({ step: 'checking', publishRows: [] });
  await host.answer('shared_libraries', [team]);
  await host.answer('conflicts', []);
  await host.answer('proposals', [proposal('open')]);
  await checked;
  expect(exchange).toMatchObject({ step: undefined, publishRows: [row], sending: [] });
  exchange.chosen.set('pb-one', true);
  expect(exchange.sending).toEqual([row]);
});

it('proposes again what changes were asked for, also where the page read the proposals at the same time', async () => {
  const host = fakeHost();
  const { sharing } = new Session();
  sharing.proposals = [proposal('open')];
  const exchange = new Exchange('team', sharing);
  const checked = exchange.check(['team/pb-one'], true);
  await settle();
  await host.answer('publish', plan());
  const overtaking = sharing.load();
  await host.answer('shared_libraries', [team]);
  expect(exchange).toMatchObject({ step: 'checking', sending: [] });
  await host.answer('shared_libraries', [team]);
  await host.answer('conflicts', []);
  await host.answer('proposals', [proposal('changes_requested')]);
  await Promise.all([checked, overtaking]);
  expect(exchange).toMatchObject({ step: undefined, sending: [row] });
});

it('makes one plan after the other, and is at work until the last is made', async () => {
  const host = fakeHost();
  host.always('shared_libraries', () => []);
  const exchange = new Exchange('team', new Session().sharing);
  const checked = exchange.check(['team/pb-one'], true);
  await settle();
  exchange.through = true;
  const again = exchange.replan();
  await settle();
  await host.answer('publish', plan());
  await checked;
  expect(exchange.step).toBe('checking');
  await host.answer('publish', plan(true));
  await again;
  expect(exchange.step).toBeUndefined();
  expect(exchange.publish).toEqual(plan(true));
  expect(host.calls('publish').map((call) => (call.input as { review: boolean }).review)).toEqual([false, true]);
});
