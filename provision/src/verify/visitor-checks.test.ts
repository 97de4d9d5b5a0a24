import { Agent } from 'node:http';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { loadLab } from '../lab/load.ts';
import { sourceFiles } from '../source/read.ts';
import type { Promised } from '../targets/local/promised.ts';
import { runChecks } from './run-checks.ts';
import { linesOf } from './testing/judge.ts';
import { startWebDouble } from './testing/web-double.ts';
import { visitorChecks } from './visitor-checks.ts';

// What hangs on who limits and routes; with the limit of lab.yml, e2e/local-verify.test.ts does it with a real lab.

const ROOT = join(import.meta.dirname, '..', '..', '..');
const { loaded } = await loadLab(sourceFiles(ROOT), { base: join(ROOT, 'lab.yml'), overlay: undefined });
if (!loaded) throw new Error('lab.yml does not load');
const { lab } = loaded;
const SPLIT = [
  { release: 'v1', weight: 90 },
  { release: 'v2', weight: 10 },
];
const TOKENS = 9;

/** A lab with one bucket for all its clients; a wait of a refill's length gives one token back. */
async function look(limit: Promised['limit'], unrouted: string | undefined) {
  let left = TOKENS;
  const waits: number[] = [];
  const taking = (page: object) => {
    if (limit !== null && left === 0) return { status: 429, body: '' };
    left -= 1;
    return page as { body: unknown };
  };
  await using double = await startWebDouble({
    '/': () => taking({ body: '<html>', headers: { 'content-type': 'text/html' } }),
    '/api/v1/predict': ({ headers }) => {
      const release = headers['x-app-version'] ?? 'v1';
      return taking({ body: { versions: { release, modelService: `0+${String(release)}` } } });
    },
  });
  const { hostname: host, port } = new URL(double.url);
  using agents = new DisposableStack();
  const agent = agents.adopt(new Agent({ keepAlive: true }), (each) => each.destroy());
  const { signal } = new AbortController();
  const checks = visitorChecks({
    lab,
    promised: { split: SPLIT, limit },
    unrouted,
    target: async () => ({ host, port: Number(port), agent }),
    needs: [],
    name: 'test',
    mendAbsence: '',
    mendRouting: '',
    lookAt: () => '',
    wait: async (durationMs) => {
      waits.push(durationMs);
      left = Math.min(TOKENS, left + Math.floor(durationMs / (limit?.refillMs ?? 1)));
    },
    onProgress: () => {},
    stop: signal,
  });
  const wanted = [
    'app',
    'pairing',
    'limit',
    ...(unrouted === undefined ? [] : (['weights'] as const)),
  ] as const;
  const watcher = { onVerdict: () => {}, onWaiting: () => {} };
  const checked = await runChecks(checks, { wanted, watcher, signal });
  return { lines: Object.fromEntries(checked.map(({ name, verdict }) => [name, linesOf(verdict)])), waits };
}

test('one bucket for all clients: it is full again before the burst, and each release is asked once for its pair', async () => {
  const { lines, waits } = await look(
    { tokens: TOKENS, refillMs: 3_000, isPerClient: false, userHeader: null },
    undefined,
  );
  expect(lines).toEqual({ app: ['ok'], pairing: ['ok'], limit: ['ok'] });
  // Five requests before it; then one token.
  expect(waits).toEqual([15_000, 3_150]);
});

test('nobody routes: no weights and no limit, for that reason; pairs all the same', async () => {
  const { lines, waits } = await look(null, 'lab.yml says `mesh: none`');
  const absent = ['not installed: lab.yml says `mesh: none`'];
  expect(lines).toEqual({ app: ['ok'], weights: absent, pairing: ['ok'], limit: absent });
  expect(waits).toEqual([]);
});
