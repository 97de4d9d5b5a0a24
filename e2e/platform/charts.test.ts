import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';
import { afterAll, beforeAll, expect, test } from 'vitest';

import { UPSTREAM } from '../tools/folders.ts';
import { packChart } from './charts/pack.ts';
import { helm } from './programs.ts';

// The stand-ins before any of them is installed.

/** Folder in LAB_SHARED, and the name inside the archive. */
const CHARTS = [
  ['istio-base', 'base'],
  ['istio-cni', 'cni'],
  ['istiod', 'istiod'],
  ['istio-gateway', 'gateway'],
  ['kube-prometheus-stack', 'kube-prometheus-stack'],
  ['kiali-server', 'kiali-server'],
  ['jaeger', 'jaeger'],
  ['headlamp', 'headlamp'],
] as const;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'remla-charts-'));
});

afterAll(() => rm(folder, { recursive: true }));

test.each(CHARTS)("%s: the real chart's values, under the version that is asked for", async (chart, name) => {
  const archive = join(folder, `${chart}.tgz`);
  await packChart({ chart, version: '9.8.7' }, archive);
  const inside = async (path: string) =>
    (
      await execa('tar', ['--extract', '--to-stdout', '--file', archive, `${name}/${path}`], {
        stripFinalNewline: false,
      })
    ).stdout;
  expect(await inside('values.yaml')).toBe(
    await readFile(join(UPSTREAM, 'charts', chart, 'values.yaml'), 'utf8'),
  );
  expect(await helm('show', 'chart', archive)).toMatch(/^version: 9\.8\.7$/m);
  expect(await helm('template', 'release', archive)).toContain(`remla-lab/stand-in: ${name}`);
});

test('the same sources make the same bytes, so that nothing is upgraded without a reason', async () => {
  const paths = [join(folder, 'one.tgz'), join(folder, 'two.tgz')];
  for (const path of paths) await packChart({ chart: 'jaeger', version: '1.0.0' }, path);
  const [one, two] = await Promise.all(paths.map((path) => readFile(path, 'base64')));
  expect(one).toBe(two);
});

test("a value that the real chart's schema refuses is refused", async () => {
  const archive = join(folder, 'headlamp.tgz');
  await packChart({ chart: 'headlamp', version: '0.45.0' }, archive);
  await expect(helm('template', 'release', archive, '--set', 'replicaCount=many')).rejects.toThrow(
    /replicaCount.*want.*integer/s,
  );
});
