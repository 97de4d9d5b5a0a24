import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { tasksThat } from '../provision-run.ts';
import { UPSTREAM } from '../tools/folders.ts';
import { apply, kubectl } from './kubectl.ts';
import { DEPLOY, LAB, provisioned, wholeLab } from './lab.ts';
import { overlay } from './overlay.ts';

// With the CRDs of Istio and the Prometheus operator, as their projects publish them; neither of them runs here.

const CRDS = join(UPSTREAM, 'crds');
const ROUTING = 'virtualservices,destinationrules,gateways.networking.istio.io,envoyfilters';

let file: { readonly LAB_FILE: string };

beforeAll(async () => {
  await wholeLab();
  file = { LAB_FILE: await overlay('mesh', { mesh: 'istio' }) };
});

afterAll(async () => {
  await provisioned(DEPLOY);
  for (const crds of await definitions()) await apply(crds, 'delete', '--ignore-not-found', '--wait=false');
  await kubectl('delete', 'namespace', 'istio-system', '--ignore-not-found', '--wait=false');
});

test('with `mesh: istio` and without the CRDs, provision fails and says what is missing', async () => {
  const run = await LAB.endOf(LAB.startProvision([DEPLOY], file));
  expect(run.exitCode).toBe(2);
  expect([...run.messages.values()].join('\n')).toMatch(/networking\.istio\.io/);
});

test('with the CRDs, the routing objects are accepted under strict validation of their fields', async () => {
  for (const crds of await definitions()) await apply(crds, 'apply', '--server-side');
  await kubectl('wait', 'crd', '--all', '--for=condition=Established', '--timeout=60s');
  await apply([{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'istio-system' } }]);

  const run = await LAB.endOf(LAB.startProvision([DEPLOY], file));
  expect([run.exitCode, tasksThat(run, 'failed')]).toEqual([0, []]);
  const objects = (await kubectl('get', ROUTING, '--all-namespaces', '--output', 'name')).split('\n');
  expect(objects.map((each) => each.replace(/\..*\//, '/')).toSorted()).toEqual([
    'destinationrule/app',
    'destinationrule/model-service',
    'envoyfilter/app-limit',
    'gateway/app',
    'virtualservice/app',
    'virtualservice/model-service',
  ]);
  const { stdout } = await LAB.start(['render'], file);
  await apply(stdout, 'apply', '--server-side', '--dry-run=server', '--validate=strict', '--force-conflicts');
});

test('lab verify: the routing objects as kubernetes/ has them; then one that somebody edited, and one that is gone', async () => {
  const routing = async () => {
    const { stdout } = await LAB.start(['verify', '--json', '--only', 'routing'], file);
    const [checked] = JSON.parse(stdout) as readonly { readonly state: string; readonly causes?: object[] }[];
    return checked;
  };
  expect(await routing()).toMatchObject({ state: 'ok', details: expect.stringMatching(/^6 objects/) });

  const path = '/spec/http/4/route/0/weight';
  const patch = JSON.stringify([{ op: 'replace', path, value: 50 }]);
  await kubectl('patch', 'virtualservice', 'app', '--namespace', 'lab', '--type', 'json', '--patch', patch);
  await kubectl('delete', 'envoyfilter', 'app-limit', '--namespace', 'istio-system');
  expect(await routing()).toMatchObject({
    state: 'failed',
    causes: [
      { what: 'EnvoyFilter istio-system/app-limit is not there' },
      { what: 'VirtualService lab/app: spec.http.4.route.0.weight is 50, kubernetes/ says 90' },
    ],
  });
});

test('back to `mesh: none`, the routing objects go', async () => {
  await provisioned(DEPLOY);
  expect(await kubectl('get', ROUTING, '--all-namespaces', '--output', 'name')).toBe('');
});

/** The published definitions, a text for each project. */
async function definitions(): Promise<readonly string[]> {
  return Promise.all((await readdir(CRDS)).map((name) => readFile(join(CRDS, name), 'utf8')));
}
