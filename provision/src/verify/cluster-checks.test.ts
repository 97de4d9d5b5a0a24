import { join } from 'node:path';

import type { V1Pod } from '@kubernetes/client-node';
import { expect, test } from 'vitest';

import { openApi } from '../cluster/api.ts';
import { once } from '../cluster/once.ts';
import { loadKubeconfig } from '../cluster/load-kubeconfig.ts';
import { startApiDouble } from '../cluster/testing/api-double.ts';
import { loadLab } from '../lab/load.ts';
import type { Lab } from '../lab/schema.ts';
import { sourceFiles } from '../source/read.ts';
import { promisedByLab } from '../targets/local/promised.ts';
import { clusterChecks } from './cluster-checks.ts';
import { CHECK_NAMES } from './names.ts';
import type { CheckName } from './names.ts';
import { runChecks } from './run-checks.ts';
import { linesOf } from './testing/judge.ts';
import { podOf, waitingPod } from './testing/pods.ts';
import { failed, ok } from './verdict.ts';
import type { AskWeb } from './web/ask-web.ts';

// Which parts are looked at, where, and in which order. An API double holds the objects; the app is no part of this.

const ROOT = join(import.meta.dirname, '..', '..', '..');
const { loaded } = await loadLab(sourceFiles(ROOT), { base: join(ROOT, 'lab.yml'), overlay: undefined });
if (!loaded) throw new Error('lab.yml does not load');
const { lab: LAB } = loaded;
const PLAIN: Lab = {
  ...LAB,
  mesh: 'none',
  monitoring: false,
  platform: { ...LAB.platform, headlamp: { ...LAB.platform.headlamp, enabled: false } },
};
const WHOLE: Lab = { ...LAB, mesh: 'istio', monitoring: true };

const OURS = { 'app.kubernetes.io/part-of': 'remla-lab' };
const appPods = (containers: readonly string[], count = 2): readonly V1Pod[] =>
  ['app', 'model-service'].flatMap((app) =>
    ['v1', 'v2'].flatMap((version) =>
      Array.from({ length: count }, (_, index) =>
        podOf('lab', `${app}-${version}-${index}`, { ...OURS, app, version }, containers),
      ),
    ),
  );
const programPod = (namespace: string, name: string) =>
  podOf(namespace, name, { 'app.kubernetes.io/name': name });
const PLATFORM: readonly V1Pod[] = [
  podOf('istio-system', 'istiod', { app: 'istiod' }),
  podOf('istio-system', 'cni', { 'k8s-app': 'istio-cni-node' }),
  podOf('istio-system', 'gateway', { istio: 'ingressgateway' }),
  ...['prometheus', 'grafana', 'jaeger'].map((name) => programPod('monitoring', name)),
  programPod('istio-system', 'kiali'),
  programPod('headlamp', 'headlamp'),
];
const NODES = ['controller', 'node1'].map((name) => ({
  metadata: { name },
  status: {
    conditions: [{ type: 'Ready', status: 'True' }],
    nodeInfo: { kubeletVersion: 'v1.36.4+k3s1' },
  },
}));
const NAMESPACE = { metadata: { name: 'lab', labels: { 'istio-injection': 'enabled' } } };

async function verdictsOf(lab: Lab, pods: readonly V1Pod[], wanted: readonly CheckName[]) {
  await using double = await startApiDouble(({ path }) => {
    if (path === '/version') return { body: { gitVersion: 'v1.36.4+k3s1' } };
    const [kind = ''] = path.split('?', 1);
    const items = { '/api/v1/nodes': NODES, '/api/v1/pods': pods, '/api/v1/namespaces': [NAMESPACE] }[kind];
    return items ? { body: { items } } : { status: 403, body: 'not to be asked' };
  });
  double.served.set('v1', [
    ...(double.served.get('v1') ?? []),
    { kind: 'Namespace', plural: 'namespaces', isNamespaced: false },
  ]);
  const asked: string[] = [];
  const ask: AskWeb = async (url) => {
    asked.push(url);
    return { kind: 'silent', reason: 'no web here' };
  };
  const { signal } = new AbortController();
  const checks = clusterChecks({
    lab,
    promised: promisedByLab(lab),
    unrouted: lab.mesh === 'istio' ? undefined : 'nobody routes',
    target: () => Promise.reject(new Error('no app here')),
    needs: [],
    name: 'test',
    mendAbsence: '',
    mendRouting: '',
    lookAt: () => '',
    wait: async () => {},
    onProgress: () => {},
    stop: signal,
    machines: async () => ({
      title: 'Machines',
      rows: [{ name: 'controller', state: 'ok', details: '' }],
      troubles: [{ where: 'node1', what: 'does not run', look: 'vagrant up node1' }],
    }),
    expected: ['controller', 'node1'],
    api: once(async () => openApi(await loadKubeconfig({ kubeconfig: double.kubeconfig }))),
    objects: [],
    controller: '192.168.56.110',
    ask,
    grafanaPassword: async () => 'secret',
    grafanaPasswordFile: 'FILE',
    rules: [],
    dashboards: [],
  });
  const watcher = { onVerdict: () => {}, onWaiting: () => {} };
  const checked = await runChecks(checks, { wanted, watcher, signal });
  const verdicts = Object.fromEntries(checked.map(({ name, verdict }) => [name, verdict]));
  return { checks, verdicts, asked };
}

test('every check but that of processes, in the order of the names', async () => {
  const { checks } = await verdictsOf(PLAIN, [], []);
  expect(checks.map(({ name }) => name)).toEqual(CHECK_NAMES.filter((name) => name !== 'services'));
});

test('machines, nodes and pods of a cluster without a platform', async () => {
  const names = ['machines', 'kubeconfig', 'nodes', 'pods', 'istio', 'kiali', 'grafana', 'headlamp'] as const;
  const { verdicts, asked } = await verdictsOf(PLAIN, appPods(['app']), names);
  const absent = (why: string) => ({
    state: 'not installed',
    why: `lab.yml says \`${why}\``,
    isWanted: false,
  });
  expect(verdicts).toEqual({
    machines: failed({ what: 'node1: does not run', mend: 'vagrant up node1' }),
    kubeconfig: ok(
      expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+, Kubernetes v1\.36\.4\+k3s1$/) as string,
    ),
    nodes: ok(`2 ready, ${PLAIN.cluster.distribution} v1.36.4+k3s1`),
    pods: ok('app-v1 2, app-v2 2, model-service-v1 2, model-service-v2 2'),
    istio: absent('mesh: none'),
    kiali: absent('mesh: none'),
    grafana: absent('monitoring: false'),
    headlamp: absent('platform.headlamp.enabled: false'),
  });
  expect(asked).toEqual([]);
});

test('a whole platform: where each program is asked', async () => {
  const names = ['istio', 'injection', 'prometheus', 'grafana', 'kiali', 'headlamp'] as const;
  const { verdicts, asked } = await verdictsOf(
    WHOLE,
    [...appPods(['app', 'istio-proxy']), ...PLATFORM],
    names,
  );
  expect(verdicts['istio']).toEqual(ok('istiod 1, the CNI plugin 1, the ingress gateway 1'));
  expect(verdicts['injection']).toEqual(ok('8 pods, each with a sidecar'));
  expect(asked.toSorted()).toEqual([
    'http://192.168.56.110:30010/api/v1/status/buildinfo',
    'http://192.168.56.110:30020/api/health',
    'http://192.168.56.110:30040/kiali/api/istio/status',
    'https://192.168.56.110:30030/config',
  ]);
});

test('what lab.yml asks for and is not there, with what depends on it', async () => {
  const names = ['istio', 'injection', 'grafana', 'dashboards', 'headlamp'] as const;
  const { verdicts, asked } = await verdictsOf(WHOLE, appPods(['app']), names);
  const istio = {
    state: 'not installed',
    why: 'namespace istio-system has no pod of Istio',
    isWanted: true,
    mend: 'lab provision playbooks/istio.yml',
  };
  const grafana = {
    ...istio,
    why: 'namespace monitoring has no pod of Grafana',
    mend: 'lab provision playbooks/monitoring.yml',
  };
  expect(verdicts).toEqual({
    istio,
    injection: istio,
    grafana,
    dashboards: grafana,
    headlamp: {
      ...istio,
      why: 'namespace headlamp has no pod of Headlamp',
      mend: 'lab provision playbooks/dashboard.yml',
    },
  });
  expect(asked).toEqual([]);
});

test('pods that are too few, that are not there, and that do not start', async () => {
  const [first, ...others] = appPods(['app'], 1);
  if (!first) throw new Error('no pod');
  const pods = [waitingPod(first, 'ErrImageNeverPull', 'not present'), ...others.slice(0, 2)];
  const { verdicts } = await verdictsOf(PLAIN, pods, ['pods']);
  expect(verdicts['pods'] && linesOf(verdicts['pods'])).toEqual([
    'app-v1 has 1 of 2 pods',
    'pod/lab/app-v1-0: main waits: ErrImageNeverPull: not present',
    'app-v2 has 1 of 2 pods',
    'model-service-v1 has 1 of 2 pods',
    'model-service-v2 has 0 of 2 pods',
  ]);
});

test('a program whose pod does not start is not asked', async () => {
  const pods = PLATFORM.map((pod) =>
    pod.metadata?.name === 'grafana' ? waitingPod(pod, 'CrashLoopBackOff', 'back-off') : pod,
  );
  const { verdicts, asked } = await verdictsOf(WHOLE, pods, ['grafana', 'dashboards']);
  expect([verdicts['grafana'], verdicts['dashboards']].map((each) => each && linesOf(each))).toEqual([
    ['pod/monitoring/grafana: main waits: CrashLoopBackOff: back-off'],
    ['not looked at, for grafana does not work'],
  ]);
  expect(asked).toEqual([]);
});
