import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse, stringify } from 'yaml';

import { startChartRepository } from './chart-repository.ts';
import type { ChartRepository } from './chart-repository.ts';
import { clusterWithHelm, LAB } from './lab.ts';
import { onController, runToys } from './toy-run.ts';

// Charts of a repository: asked by helm on the machine, and as artifacts of the lab.

let repository: ChartRepository;
let folder: string;

beforeAll(async () => {
  await clusterWithHelm();
  await runToys('uninstall', {});
  repository = await startChartRepository(['1.1.0', '1.0.0']);
  folder = await mkdtemp(join(tmpdir(), 'remla-helm-'));
});
afterAll(async () => {
  await runToys('uninstall', {});
  await onController(
    'kubectl delete namespace remla-toys --ignore-not-found; rm -f /var/lib/remla-lab/charts/toy.tgz',
  );
  await repository[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

/** Where a machine finds this computer: what leads out of it. */
async function urlForMachines(): Promise<string> {
  const gateway = await onController("ip route show default | awk '{ print $3; exit }'");
  return `http://${gateway.trim()}:${repository.port}`;
}

test('a chart of a repository follows the version that is asked for', async () => {
  const url = await urlForMachines();
  const of = (version: string) => runToys('repository', { repository_url: url, chart_version: version });
  const [old, same, range, newer] = [
    await of('1.0.0'),
    await of('1.0.0'),
    await of('^1.0.0'),
    await of('>=1.1.0'),
  ];
  const none = await of('2.0.0');

  const states = [old, same, range, newer].map(({ message, status, result }) => [
    message,
    status,
    (result['status'] as { readonly chart?: string } | undefined)?.chart,
  ]);
  expect(states).toEqual([
    [undefined, 'changed', 'toy-1.0.0'],
    [undefined, 'ok', 'toy-1.0.0'],
    [undefined, 'changed', 'toy-1.1.0'],
    [undefined, 'ok', 'toy-1.1.0'],
  ]);
  expect(none.message).toMatch(/^the chart toys\/toy is not to be had: [^]*2\.0\.0/);
});

/** A lab with the toy among its artifacts, and a lock and cache of its own. */
async function labWithToy(version: string): Promise<string> {
  const lane = parse(await readFile(LAB.environment.LAB_FILE, 'utf8')) as Readonly<Record<string, object>>;
  const url = `http://127.0.0.1:${repository.port}`;
  const toys = {
    version,
    url: `${url}/{file}`,
    checksum_url: `${url}/index.yaml`,
    files: { toy: 'toy-{version}.tgz' },
  };
  const path = join(folder, `lab-${version}.yml`);
  const own = { lock: join(folder, 'lab.lock.yml'), cache_folder: join(folder, 'cache') };
  const lab = {
    ...lane,
    artifacts: { ...lane['artifacts'], toys },
    provision: { ...lane['provision'], ...own },
  };
  await writeFile(path, stringify(lab));
  return path;
}

test('a chart that lab.yml pins is fetched once, checked with its repository’s index, and put on the machine', async () => {
  await runToys('uninstall', {});
  const before = repository.asked.length;
  const lab = await labWithToy('1.0.0');
  const first = await runToys('artifact', {}, '--lab', lab);
  const second = await runToys('artifact', {}, '--lab', lab);
  const asked = repository.asked.slice(before);
  const checked = await runToys('artifact', {}, '--lab', await labWithToy('1.1.0'), '--check');
  const newer = await runToys('artifact', {}, '--lab', await labWithToy('1.1.0'));

  expect([first.message, first.status, second.status]).toEqual([undefined, 'changed', 'ok']);
  expect(asked).toEqual(['/index.yaml', '/toy-1.0.0.tgz']);
  expect([checked.status, newer.message, newer.status]).toEqual(['unknown', undefined, 'changed']);
  expect(newer.result['status']).toMatchObject({ chart: 'toy-1.1.0' });
});
