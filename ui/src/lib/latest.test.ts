import { describe, expect, it } from 'vitest';
import { Latest } from './latest';

/** A question whose answers come when the test says so. */
function controllable() {
  const asked: { question: string; answer: (text: string) => void; fail: (problem: unknown) => void }[] = [];
  const answers: string[] = [];
  const failures: unknown[] = [];
  const latest = new Latest<string, string>(
    (question) => new Promise((answer, fail) => asked.push({ question, answer, fail })),
    (question, answer) => answers.push(`${question}=${answer}`),
    (_, problem) => failures.push(problem),
  );
  return { asked, answers, failures, latest, settled: () => new Promise((resolve) => setTimeout(resolve)) };
}

describe('Latest', () => {
  it('asks the first question at once', () => {
    const { asked, latest } = controllable();
    latest.ask('m');
    expect(asked.map((one) => one.question)).toEqual(['m']);
  });

  it('lets only the newest question wait, whatever is typed meanwhile', async () => {
    const { asked, answers, latest, settled } = controllable();
    for (const text of ['m', 'mi', 'mig', 'migr']) latest.ask(text);
    asked[0]!.answer('1');
    await settled();
    expect(asked.map((one) => one.question)).toEqual(['m', 'migr']);
    asked[1]!.answer('2');
    await settled();
    expect(answers).toEqual(['m=1', 'migr=2']);
  });

  it('drops the answer to a question that was cancelled', async () => {
    const { asked, answers, latest, settled } = controllable();
    latest.ask('old');
    latest.cancel();
    latest.ask('new');
    asked[0]!.answer('late');
    await settled();
    asked[1]!.answer('here');
    await settled();
    expect(answers).toEqual(['new=here']);
  });

  it('goes on after a failure', async () => {
    const { asked, answers, failures, latest, settled } = controllable();
    latest.ask('a');
    latest.ask('b');
    asked[0]!.fail('broken');
    await settled();
    asked[1]!.answer('fine');
    await settled();
    expect(failures).toEqual(['broken']);
    expect(answers).toEqual(['b=fine']);
  });
});
