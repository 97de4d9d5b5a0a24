import { expect, test } from 'vitest';

import type { Readiness } from './readiness.ts';
import type { Exit } from './run-process.ts';
import type { ServicePlan } from './services.ts';
import { supervise } from './supervise.ts';

const PLAN: ServicePlan = {
  name: 'app-v1',
  labels: { app: 'app', version: 'v1' },
  host: '127.0.0.1',
  port: 1,
  entry: 'main.ts',
  environment: {},
};
const KILLED: Exit = { code: undefined, signal: 'SIGKILL' };
const ENDED: Exit = { code: 0, signal: undefined };

/** A world in which a test says when processes become ready and when they end. Everything that happens is noted. */
function world() {
  const notes: string[] = [];
  const processes: { ready: (readiness: Readiness) => void; exit: (exit: Exit) => void }[] = [];
  let readiness = Promise.withResolvers<Readiness>();
  const supervised = supervise(PLAN, {
    start: () => {
      const exited = Promise.withResolvers<Exit>();
      readiness = Promise.withResolvers<Readiness>();
      processes.push({ ready: readiness.resolve, exit: exited.resolve });
      notes.push('start');
      return {
        pid: 1,
        exited: exited.promise,
        end: () => {
          notes.push('end');
          exited.resolve(ENDED);
        },
        kill: () => {
          notes.push('kill');
          exited.resolve(KILLED);
        },
      };
    },
    waitUntilReady: (_plan, signal) => {
      signal.addEventListener('abort', () => readiness.resolve({ isReady: false, reason: 'gone' }));
      return readiness.promise;
    },
    wait: (delayMs, signal) => {
      // Nobody in these tests takes longer than a drain may take.
      if (delayMs > 20_000)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
      notes.push(`wait ${delayMs}`);
      return Promise.resolve();
    },
    nowMs: () => 0,
    report: (_plan, event) => notes.push(event.kind),
    setUp: (_plan, isUp) => notes.push(isUp ? 'up' : 'down'),
  });
  /** Lets everything run that can run without the test. */
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  return { supervised, notes, processes, settle };
}

test('a service is up when it is ready, and down when it has been stopped', async () => {
  const { supervised, notes, processes } = world();
  processes[0]?.ready({ isReady: true });
  await supervised.firstReady;
  await supervised.stop();
  expect(notes).toEqual(['start', 'up', 'ready', 'end', 'down']);
});

test('a service that dies is started again, each time with a longer pause', async () => {
  const { supervised, notes, processes, settle } = world();
  for (const exit of [KILLED, { code: 1, signal: undefined }, ENDED]) {
    processes.at(-1)?.ready({ isReady: true });
    await settle();
    processes.at(-1)?.exit(exit);
    await settle();
  }
  await supervised.stop();
  const cycle = (delayMs: number) => ['start', 'up', 'ready', 'down', 'ended', `wait ${delayMs}`];
  expect(notes).toEqual([...cycle(0), ...cycle(250), ...cycle(500), 'start', 'end', 'down']);
});

test('a service that ends before it was ever ready is an error that names how it ended', async () => {
  const { supervised, processes, notes } = world();
  processes[0]?.exit({ code: 1, signal: undefined });
  await expect(supervised.firstReady).rejects.toMatchObject({
    code: 'service-failed',
    service: 'app-v1',
    message: 'app-v1 ended with exit code 1 before it was ready',
  });
  await supervised.stop();
  expect(notes.filter((note) => note === 'start')).toHaveLength(1);
});

test('a service that has started and stays unready is an error that says why', async () => {
  const { supervised, processes } = world();
  processes[0]?.ready({ isReady: false, reason: 'the model is broken' });
  await expect(supervised.firstReady).rejects.toMatchObject({
    message: 'app-v1 is not ready: the model is broken',
  });
  await supervised.stop();
});

test('a service that is unready after a restart runs on, and is not up', async () => {
  const { supervised, notes, processes, settle } = world();
  processes[0]?.ready({ isReady: true });
  await settle();
  processes[0]?.exit(KILLED);
  await settle();
  processes[1]?.ready({ isReady: false, reason: 'the model is broken' });
  await settle();
  expect(notes.slice(-2)).toEqual(['start', 'not-ready']);
  await supervised.stop();
});

test('stopping while it starts ends it, and starts nothing more', async () => {
  const { supervised, notes } = world();
  await supervised.stop();
  await expect(supervised.firstReady).rejects.toMatchObject({ code: 'service-failed' });
  expect(notes).toEqual(['start', 'end', 'down']);
});

test('killing ends it at once, and starts nothing more', async () => {
  const { supervised, notes, processes, settle } = world();
  processes[0]?.ready({ isReady: true });
  await settle();
  supervised.kill();
  await settle();
  expect(notes).toEqual(['start', 'up', 'ready', 'kill', 'down']);
});
