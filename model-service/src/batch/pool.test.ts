import { describe, expect, test } from 'vitest';

import { BatchError } from './batch-error.ts';
import type { BatchTask } from './message.ts';
import { createPool } from './pool.ts';
import type { Pool } from './pool.ts';
import type { WorkerListener } from './worker-thread.ts';

/** A worker whose every step the test takes. */
interface FakeWorker {
  readonly tasks: BatchTask[];
  readonly listener: WorkerListener;
  isTerminated: boolean;
  load(): void;
  /** Answers the oldest task: each URL's probability is its length / 1000. */
  answer(): void;
  fail(): void;
  die(): void;
}

interface Bench {
  readonly pool: Pool;
  readonly workers: FakeWorker[];
  /** Restarts that were put off, with their delays. */
  readonly timers: { readonly callback: () => void; readonly delayMs: number }[];
  readonly loadedCounts: number[];
}

function bench({ size = 1, queueLimit = 1000 }: { size?: number; queueLimit?: number } = {}): Bench {
  const workers: FakeWorker[] = [];
  const timers: Bench['timers'] = [];
  const loadedCounts: number[] = [];
  let nowMs = 0;
  const pool = createPool({
    size,
    queueLimit,
    now: () => (nowMs += 1),
    schedule: (callback, delayMs) => timers.push({ callback, delayMs }),
    onLoadedChange: (count) => loadedCounts.push(count),
    startWorker(listener) {
      const worker = fakeWorker(listener);
      workers.push(worker);
      return {
        post: (task) => worker.tasks.push(task),
        async terminate() {
          worker.isTerminated = true;
          worker.die();
        },
      };
    },
  });
  return { pool, workers, timers, loadedCounts };
}

function fakeWorker(listener: WorkerListener): FakeWorker {
  const tasks: BatchTask[] = [];
  return {
    tasks,
    listener,
    isTerminated: false,
    load: () => listener.onMessage({ kind: 'loaded' }),
    answer() {
      const { id, urls } = tasks.shift() ?? { id: -1, urls: [] };
      const probabilities = Float64Array.from(urls, (url) => url.length / 1000);
      listener.onMessage({ kind: 'done', id, probabilities, preprocessMs: 1, runMs: 2 });
    },
    fail: () => listener.onMessage({ kind: 'failed', id: tasks.shift()?.id ?? -1, message: 'broken' }),
    die: () => listener.onExit(new Error('died')),
  };
}

const urlsOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => 'x'.repeat(index + 1));
const worker = ({ workers }: Bench, index = 0): FakeWorker => {
  const found = workers[index];
  if (found === undefined) throw new Error(`no worker ${index}`);
  return found;
};
const codeOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'resolved',
    (error: unknown) => (error instanceof BatchError ? error.code : error),
  );

describe('batches', () => {
  test('are cut into tasks, spread over the workers and put together in order', async () => {
    const bed = bench({ size: 2 });
    const result = bed.pool.score(urlsOf(200));
    expect(bed.pool.queueDepth).toBe(200);

    worker(bed, 0).load();
    worker(bed, 1).load();
    expect([worker(bed, 0).tasks.length, worker(bed, 1).tasks.length]).toEqual([2, 2]);
    expect(bed.pool.queueDepth).toBe(0);
    worker(bed, 1).answer();
    worker(bed, 1).answer();
    worker(bed, 0).answer();
    worker(bed, 0).answer();

    const { probabilities, preprocessMs, runMs, queueMs } = await result;
    expect([...probabilities]).toEqual(urlsOf(200).map((url) => url.length / 1000));
    expect({ preprocessMs, runMs }).toEqual({ preprocessMs: 4, runMs: 8 });
    expect(queueMs).toBeGreaterThan(0);
  });

  test('a worker never waits for the main thread: it holds its next task', async () => {
    const bed = bench();
    worker(bed).load();
    void bed.pool.score(urlsOf(64 * 3)).catch(() => {});
    expect(worker(bed).tasks.length).toBe(2);

    worker(bed).answer();

    expect(worker(bed).tasks.length).toBe(2);
  });

  test('a failure of the model is told', async () => {
    const bed = bench();
    worker(bed).load();
    const result = bed.pool.score(['a']);

    worker(bed).fail();

    await expect(result).rejects.toMatchObject({ code: 'failed', message: 'broken' });
  });

  test('what nobody waits for is not worked on', async () => {
    const bed = bench();
    const controller = new AbortController();
    const abandoned = codeOf(bed.pool.score(['a'], controller.signal));
    const other = bed.pool.score(['bb']);
    controller.abort();

    worker(bed).load();

    expect(worker(bed).tasks.map(({ urls }) => urls)).toEqual([['bb']]);
    worker(bed).answer();
    expect([...(await other).probabilities]).toEqual([0.002]);
    expect(await abandoned).toBe('abandoned');
  });
});

describe('the queue', () => {
  test('is bounded by the URLs that wait; a batch is taken whole or not at all', async () => {
    const bed = bench({ queueLimit: 100 });
    const first = bed.pool.score(urlsOf(90));

    expect(await codeOf(bed.pool.score(urlsOf(11)))).toBe('queue-full');
    expect(bed.pool.queueDepth).toBe(90);
    const second = bed.pool.score(urlsOf(10));
    expect(bed.pool.queueDepth).toBe(100);

    worker(bed).load();
    for (let task = 0; task < 3; task += 1) worker(bed).answer();
    expect((await first).probabilities).toHaveLength(90);
    expect((await second).probabilities).toHaveLength(10);
  });
});

describe('a worker that ends', () => {
  test('is replaced at once, and its work done by the next', async () => {
    const bed = bench();
    worker(bed).load();
    const result = bed.pool.score(['aaa']);

    worker(bed, 0).die();
    worker(bed, 1).load();
    worker(bed, 1).answer();

    expect([...(await result).probabilities]).toEqual([0.003]);
    expect(bed.loadedCounts).toEqual([1, 0, 1]);
    expect(bed.timers).toEqual([]);
  });

  test('twice on the same work: the work is given up, the rest goes on', async () => {
    const bed = bench();
    worker(bed).load();
    const poison = codeOf(bed.pool.score(['poison']));
    worker(bed, 0).die();
    worker(bed, 1).load();
    worker(bed, 1).die();
    expect(await poison).toBe('failed');

    const next = bed.pool.score(['aa']);
    worker(bed, 2).load();
    worker(bed, 2).answer();

    expect([...(await next).probabilities]).toEqual([0.002]);
  });

  test('before it has loaded: pauses that grow, and batches refused meanwhile', async () => {
    const bed = bench();
    const waiting = codeOf(bed.pool.score(['a']));

    worker(bed, 0).die();
    expect(await waiting).toBe('no-worker');
    expect(await codeOf(bed.pool.score(['a']))).toBe('no-worker');
    bed.timers[0]?.callback();
    worker(bed, 1).die();
    bed.timers[1]?.callback();
    const later = bed.pool.score(['a']);
    worker(bed, 2).load();
    worker(bed, 2).answer();

    expect((await later).probabilities).toHaveLength(1);
    expect(bed.timers.map(({ delayMs }) => delayMs)).toEqual([200, 400]);
  });
});

test('closing ends the workers and rejects what waits and what runs', async () => {
  const bed = bench();
  worker(bed).load();
  const results = [1, 2, 3].map(() => codeOf(bed.pool.score(['a'])));

  await bed.pool.close();

  expect(await Promise.all(results)).toEqual(['no-worker', 'no-worker', 'no-worker']);
  expect(worker(bed).isTerminated).toBe(true);
  expect(bed.workers).toHaveLength(1);
  expect(await codeOf(bed.pool.score(['a']))).toBe('no-worker');
});
