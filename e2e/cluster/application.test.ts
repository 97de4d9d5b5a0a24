import { beforeAll, expect, test } from 'vitest';

import { startSteadyLoad } from '../compose/steady-load.ts';
import { predict } from '../local/ask.ts';
import { tasksThat } from '../provision-run.ts';
import { changedCheckout } from './changed-checkout.ts';
import { ADDRESSES } from './distribution.ts';
import { apply, podsOf } from './kubectl.ts';
import { DEPLOY, LAB, appOrigin, provisioned, wholeLab } from './lab.ts';
import { overlay } from './overlay.ts';

const NAMESPACE = 'lab';
/** Every machine answers under the app's NodePort. */
const ORIGINS = ADDRESSES.map((address) => `http://${address}:30080`);

const LOAD = {
  body: { url: 'http://login.example.test/' },
  requestsPerSecond: 20,
  connections: 8,
  timeoutMs: 15_000,
};
/** Ours: kubernetes/ applied, without images. */
const MISSING_IMAGE = 'e2e/cluster/playbooks/missing-image.yml';

beforeAll(wholeLab);

test('app and model-service run in both releases, two pods of each on machines of their own', async () => {
  const pods = await podsOf('--namespace', NAMESPACE);
  const places = Map.groupBy(pods, ({ metadata: { labels } }) => `${labels['app']} ${labels['version']}`);
  expect([...places.keys()].toSorted()).toEqual(['app v1', 'app v2', 'model-service v1', 'model-service v2']);
  for (const [, group] of places) {
    expect(group.map(({ status }) => status.containerStatuses.every(({ ready }) => ready))).toEqual([
      true,
      true,
    ]);
    expect(new Set(group.map(({ spec }) => spec.nodeName)).size).toBe(2);
  }
  expect(new Set(pods.map(({ spec }) => spec.nodeName)).size).toBe(3);
});

test('the namespace refuses a pod that is not restricted', async () => {
  const spec = { containers: [{ name: 'root', image: 'none', securityContext: { privileged: true } }] };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'root', namespace: NAMESPACE }, spec };
  await expect(apply([pod], 'apply', '--dry-run=server')).rejects.toThrow(/violates PodSecurity "restricted/);
});

test('a URL that is posted to the NodePort of any machine is judged; the answers tell the releases apart', async () => {
  for (const origin of [...ORIGINS, await appOrigin()]) {
    const seen = new Map<string, string>();
    // Connections of their own: which release answers is drawn anew for each.
    for (let count = 0; count < 200 && seen.size < 2; count += 1) {
      const { status, verdict } = await predict(origin, { connection: 'close' });
      expect([status, typeof verdict?.label]).toEqual([200, 'string']);
      if (verdict)
        seen.set(
          verdict.versions.release,
          `${verdict.model} ${verdict.versions.modelService.replace(/.*\+/, '')}`,
        );
    }
    // As lab.yml pairs them: each app asks the model-service of its own release.
    expect(Object.fromEntries(seen)).toEqual({ v1: 'lr v1', v2: 'cnn v2' });
  }
});

test('a new version of the app is rolled out under load, and taken back: no request fails', async () => {
  await using changed = await changedCheckout('0.1.1');
  const before = await imagesOf('app');
  // What is not built yet is no failure of the machines that shall have it.
  const checked = await changed.provision(DEPLOY, '--check');
  expect([checked.exitCode, tasksThat(checked, 'failed')]).toEqual([0, []]);
  // Beforehand: a build takes both processors, and is no part of a roll-out.
  expect((await changed.provision(DEPLOY, '--tags', 'images')).exitCode).toBe(0);
  const load = startSteadyLoad({ ...LOAD, url: `${await appOrigin()}/api/v1/predict` });
  const rolledOut = await changed.provision(DEPLOY);
  const after = await imagesOf('app');
  await provisioned(DEPLOY);
  const outcomes = await load.stop();
  const slowestMs = Math.max(...outcomes.map(({ tookMs }) => tookMs));
  const failed = outcomes.filter(({ status }) => status !== 200);
  console.log(
    `roll-out under load: ${outcomes.length} requests, ${failed.length} failed, slowest ${slowestMs.toFixed(0)} ms`,
  );

  expect([rolledOut.exitCode, tasksThat(rolledOut, 'failed')]).toEqual([0, []]);
  expect(after).toEqual([expect.stringContaining('/app:0.1.1-')]);
  expect(await imagesOf('app')).toEqual(before);
  expect(failed).toEqual([]);
});

test('an image that no machine has: the run says why it does not go on, and the old version serves on', async () => {
  const before = await imagesOf('app');
  const file = { LAB_FILE: await overlay('missing-image', { images: { registry: 'nowhere' } }) };
  const load = startSteadyLoad({ ...LOAD, url: `${await appOrigin()}/api/v1/predict` });
  const run = await LAB.endOf(LAB.startProvision([MISSING_IMAGE], file));
  expect(run.exitCode).toBe(2);
  expect([...run.messages.values()].join('\n')).toMatch(
    /nowhere\/(?:app|model-service):.*|ErrImageNeverPull/,
  );
  await provisioned(DEPLOY);
  const failed = (await load.stop()).filter(({ status }) => status !== 200);
  expect(failed).toEqual([]);
  expect(await imagesOf('app')).toEqual(before);
});

/** The images that the pods of a service run, each once. */
async function imagesOf(app: string): Promise<readonly string[]> {
  const pods = await podsOf('--namespace', NAMESPACE, '--selector', `app=${app}`);
  return [...new Set(pods.flatMap(({ spec }) => spec.containers.map(({ image }) => image)))];
}
