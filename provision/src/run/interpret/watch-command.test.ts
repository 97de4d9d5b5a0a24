import { expect, test } from 'vitest';

import { hastyClock } from './testing/hasty-clock.ts';
import { scriptedConnection } from './testing/scripted-connection.ts';
import type { Answer } from './testing/scripted-connection.ts';
import { testWorld } from './testing/test-world.ts';
import { wordFact } from './testing/word-fact.ts';
import { watchCommand } from './watch-command.ts';

const watch = {
  fact: wordFact('state'),
  missing: (answer: unknown) => (answer === 'good' ? undefined : `it is ${String(answer)}`),
  intervalMs: 5_000,
};

async function scene(...answers: readonly Answer[]) {
  const scripted = scriptedConnection(answers);
  const clock = hastyClock();
  return { ...scripted, clock, ...(await testWorld({ connection: scripted.connection, clock })) };
}

test('what a command waits for is said, each time it is something else', async () => {
  await using here = await scene(
    ['bad\n'],
    ['bad\n'],
    ['good\n'],
    ['worse\n'],
    new Error('the connection broke'),
  );
  const lookedTo = new Promise<void>((resolve) => {
    const waitForLast = () => {
      if (here.asked.length === 5) resolve();
      else setImmediate(waitForLast);
    };
    waitForLast();
  });
  const end = watchCommand(watch, here.world);
  await lookedTo;
  await end();

  expect(here.waited).toEqual(['it is bad', 'it is worse']);
  expect(here.clock.now()).toBe(25_000);
});

test('a command that ends at once is not looked at', async () => {
  await using here = await scene();
  await watchCommand(watch, here.world)();

  expect([here.asked, here.waited]).toEqual([[], []]);
});

test('an interrupted run ends the look, too', async () => {
  const interrupted = AbortSignal.abort(new Error('Ctrl-C'));
  await using here = await scene();
  await watchCommand(watch, { ...here.world, signal: interrupted })();

  expect(here.asked).toEqual([]);
});
