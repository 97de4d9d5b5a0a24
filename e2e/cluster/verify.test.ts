import { beforeAll, expect, test } from 'vitest';

import { kubectl } from './kubectl.ts';
import { DEPLOY, LAB, provisioned, wholeLab } from './lab.ts';

// `lab verify` against a real cluster, as it is and as it is when something is broken in it. Routing objects, which need
// Istio's definitions, are in mesh.test.ts; Prometheus is in the lane `platform`.

const NAMESPACE = ['--namespace', 'lab'] as const;

interface Checked {
  readonly name: string;
  readonly state: 'ok' | 'failed' | 'not installed';
  readonly causes?: readonly { readonly what: string; readonly mend?: string }[];
}

async function verify(...only: readonly string[]) {
  const { stdout, exitCode } = await LAB.start([
    'verify',
    '--json',
    ...only.flatMap((name) => ['--only', name]),
  ]);
  const checked = JSON.parse(stdout) as readonly Checked[];
  const named = (state: string) => checked.filter((one) => one.state === state).map(({ name }) => name);
  return {
    exitCode,
    ok: named('ok'),
    absent: named('not installed'),
    causes: checked.flatMap(({ name, causes = [] }) => causes.map(({ what }) => `${name}: ${what}`)),
  };
}

beforeAll(wholeLab);

test('a cluster that is well: what is there works, what lab.yml does not ask for is not installed', async () => {
  // Machines may have started a moment ago: proxies know a second later than the API which addresses pods have.
  await expect
    .poll(() => verify(), { timeout: 120_000 })
    .toEqual({
      exitCode: 0,
      ok: ['machines', 'kubeconfig', 'nodes', 'pods', 'app', 'pairing'],
      absent: expect.arrayContaining(['weights']),
      causes: [],
    });
});

test('a node that takes no pods', async () => {
  await kubectl('cordon', 'node1');
  try {
    expect(await verify('nodes')).toMatchObject({
      exitCode: 2,
      causes: ['nodes: node/node1: it takes no new pods (cordoned)'],
    });
  } finally {
    await kubectl('uncordon', 'node1');
  }
});

test('too few pods, and apps that ask the model-service of another release', async () => {
  try {
    await kubectl('scale', ...NAMESPACE, 'deployment', 'app-v1', '--replicas=1');
    await kubectl(
      'set',
      'env',
      ...NAMESPACE,
      'deployment/app-v2',
      'MODEL_SERVICE_URL=http://model-service-v1:5000',
    );
    await kubectl('rollout', 'status', ...NAMESPACE, 'deployment/app-v2', '--timeout=120s');
    await kubectl('rollout', 'status', ...NAMESPACE, 'deployment/app-v1', '--timeout=120s');
    // Pods of before the change serve on for some seconds.
    await expect
      .poll(() => verify('pods', 'pairing'), { timeout: 120_000, interval: 2_000 })
      .toEqual({
        exitCode: 2,
        ok: [],
        absent: [],
        causes: [
          'pods: app-v1 has 1 of 2 pods',
          expect.stringMatching(/^pairing: \d+ of 200 answers came from a model-service of another release$/),
        ],
      });
  } finally {
    // Made anew: kubectl would go on owning what it changed, and the next run would name it as a conflict.
    await kubectl('delete', ...NAMESPACE, 'deployment', 'app-v1', 'app-v2');
    await provisioned(DEPLOY);
  }
});

test('no way to the cluster: the cause once, and who cannot be looked at for it', async () => {
  const elsewhere = { LAB_FILE: 'e2e/lab.machines.yml' };
  const { stdout, exitCode } = await LAB.start(
    ['verify', '--json', '-i', 'controller,', '--only', 'kubeconfig,nodes'],
    elsewhere,
  );
  const checked = JSON.parse(stdout) as readonly Checked[];
  expect(exitCode).toBe(2);
  expect(checked.map(({ causes = [] }) => causes.map(({ what }) => what))).toEqual([
    [expect.stringMatching(/^the kubeconfig .* is not there$/)],
    ['not looked at, for kubeconfig does not work'],
  ]);
});
