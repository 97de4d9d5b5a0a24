import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';

import { LAB, wholeLab } from './lab.ts';

// `lab verify` against a lab of which a part cannot be had here.

const Checked = z.object({
  name: z.string(),
  state: z.enum(['ok', 'failed', 'not installed']),
  causes: z.array(z.object({ what: z.string() })).default([]),
});

beforeAll(wholeLab);

test('it passes for what is there, and names what is not installed', async () => {
  const { stdout, exitCode } = await LAB.start(['verify', '--json']);
  const checks = z.array(Checked).parse(JSON.parse(stdout));
  const named = (state: string) => checks.filter((each) => each.state === state).map(({ name }) => name);
  expect(checks.flatMap(({ name, causes }) => causes.map(({ what }) => `${name}: ${what}`))).toEqual([]);
  expect(named('ok')).toEqual([
    'machines',
    'kubeconfig',
    'nodes',
    'pods',
    'app',
    'pairing',
    'prometheus',
    'targets',
    'rules',
  ]);
  expect(named('not installed')).toEqual(
    expect.arrayContaining(['istio', 'grafana', 'kiali', 'jaeger', 'headlamp']),
  );
  expect(exitCode).toBe(0);
});

test('--strict: what lab.yml asks for and is not there has failed', async () => {
  expect((await LAB.start(['verify', '--strict', '--only', 'grafana'])).exitCode).toBe(2);
});
