import { expect, it } from 'vitest';
import { fakeHost } from '../../../tests/fake_host';
import { settle, show } from '../../../tests/mount';
import { Session } from '../../app/session.svelte';
import HowFar from './HowFar.svelte';

it('says how far an exchange is, and nothing of other work', async () => {
  fakeHost();
  const session = new Session();
  session.progress = { task: 'take_in', done: 300, total: 1200 };
  const element = show(HowFar, {}, session);
  expect(element.querySelector('progress')).toMatchObject({ value: 300, max: 1200 });
  expect(element.textContent).toContain('Taking in 25%');
  session.progress = { task: 'index', done: 300, total: 1200 };
  await settle();
  expect(element.querySelector('progress')).toBeNull();
});
