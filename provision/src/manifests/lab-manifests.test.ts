import { join } from 'node:path';

import { expect, test } from 'vitest';

import { withoutImages } from '../images/image-of.ts';
import { loadLab } from '../lab/load.ts';
import type { Lab } from '../lab/schema.ts';
import { sourceFiles } from '../source/read.ts';
import { appliedManifests } from './applied.ts';
import { checkRouting } from './check-routing.ts';
import { readManifestFiles } from './find.ts';
import type { ObjectHead } from './manifest.ts';
import { renderManifests } from './render.ts';

// What of kubernetes/ goes into the cluster of lab.yml, by value.

const ROOT = join(import.meta.dirname, '../../..');
const FILES = sourceFiles(ROOT);
const { loaded } = await loadLab(FILES, { base: join(ROOT, 'lab.yml'), overlay: undefined });
const TEMPLATES = (await readManifestFiles(FILES, join(ROOT, 'kubernetes'))).sources;

type KubernetesObject = ObjectHead & { readonly spec?: unknown };

function setOf(changes: Partial<Lab> = {}) {
  if (!loaded) throw new Error('lab.yml has problems');
  const values = withoutImages({ ...loaded.lab, ...changes });
  const set = checkRouting(renderManifests(values, TEMPLATES));
  expect(set.problems).toEqual([]);
  return { all: set.manifests, applied: appliedManifests(values, set.manifests) };
}

const names = (manifests: readonly { readonly object: ObjectHead }[]) =>
  manifests.map(({ object: { kind, metadata } }) => `${kind} ${metadata.name}`).sort();

function objectOf(changes: Partial<Lab>, name: string): KubernetesObject | undefined {
  const found = setOf(changes).applied.find(
    ({ object }) => `${object.kind} ${object.metadata.name}` === name,
  );
  return found?.object;
}

const WORKLOADS = [
  'Deployment app-v1',
  'Deployment app-v2',
  'Deployment model-service-v1',
  'Deployment model-service-v2',
  'Namespace lab',
  'PodDisruptionBudget app-v1',
  'PodDisruptionBudget app-v2',
  'PodDisruptionBudget model-service-v1',
  'PodDisruptionBudget model-service-v2',
  'Service app',
  'Service model-service',
  'ServiceAccount app',
  'ServiceAccount model-service',
];
const PAIRS = ['Service model-service-v1', 'Service model-service-v2'];
const ROUTES = [
  'DestinationRule app',
  'DestinationRule model-service',
  'EnvoyFilter app-limit',
  'Gateway app',
  'VirtualService app',
  'VirtualService model-service',
];

const MONITORING = [
  'ConfigMap dashboard-application',
  'ConfigMap dashboard-canary',
  'ConfigMap dashboard-model',
  'ConfigMap dashboard-platform',
  'PrometheusRule alerts',
  'PrometheusRule recordings',
  'ServiceMonitor app',
  'ServiceMonitor model-service',
];
const OF_THE_GATEWAY = ['PodMonitor istio-ingressgateway'];

test('without a mesh each app has a Service for its own model-service, and no route is applied', () => {
  const { all, applied } = setOf({ mesh: 'none', monitoring: false });
  expect(names(applied)).toEqual([...WORKLOADS, ...PAIRS].sort());
  expect(names(all)).toEqual([...WORKLOADS, ...PAIRS, ...ROUTES, ...MONITORING].sort());
});

test('in a mesh routes are applied, and there is no way around the pairing', () => {
  const { all, applied } = setOf({ mesh: 'istio', monitoring: true });
  expect(names(applied)).toEqual([...WORKLOADS, ...ROUTES, ...MONITORING, ...OF_THE_GATEWAY].sort());
  expect(all).toHaveLength(applied.length);
});

test('what Prometheus and Grafana read is applied where they are; the gateway is watched in a mesh', () => {
  const applied = names(setOf({ mesh: 'none', monitoring: true }).applied);
  expect(applied).toEqual([...WORKLOADS, ...PAIRS, ...MONITORING].sort());
});

test('a release more is its objects more', () => {
  const releases = {
    v1: { weight: 60, model: 'lr' },
    v2: { weight: 30, model: 'cnn' },
    v3: { weight: 10, model: 'lr' },
  };
  const added = names(setOf({ releases, mesh: 'none' }).applied).filter((name) => name.endsWith('-v3'));
  expect(added).toEqual([
    'Deployment app-v3',
    'Deployment model-service-v3',
    'PodDisruptionBudget app-v3',
    'PodDisruptionBudget model-service-v3',
    'Service model-service-v3',
  ]);
});

const LABELS = { app: 'app', version: 'v1', 'app.kubernetes.io/part-of': 'remla-lab' };
const SELECTED = { app: 'app', version: 'v1' };
const ASKS = (path: string) => ({ httpGet: { path: `/api/v1/${path}`, port: 'http' } });

test('the Deployment of a release of the app', () => {
  expect(objectOf({ mesh: 'none' }, 'Deployment app-v1')).toEqual({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'app-v1', namespace: 'lab', labels: LABELS },
    spec: {
      replicas: 2,
      revisionHistoryLimit: 3,
      progressDeadlineSeconds: 120,
      selector: { matchLabels: SELECTED },
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } },
      template: {
        metadata: { labels: LABELS },
        spec: {
          serviceAccountName: 'app',
          automountServiceAccountToken: false,
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 35,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 1000,
            runAsGroup: 1000,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          topologySpreadConstraints: [
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'DoNotSchedule',
              nodeTaintsPolicy: 'Honor',
              labelSelector: { matchLabels: SELECTED },
              matchLabelKeys: ['pod-template-hash'],
            },
            {
              maxSkew: 1,
              topologyKey: 'kubernetes.io/hostname',
              whenUnsatisfiable: 'ScheduleAnyway',
              nodeTaintsPolicy: 'Honor',
              labelSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'remla-lab' } },
            },
          ],
          containers: [
            {
              name: 'app',
              image: 'process:app',
              imagePullPolicy: 'Never',
              env: [
                { name: 'APP_RELEASE', value: 'v1' },
                { name: 'MODEL_SERVICE_URL', value: 'http://model-service-v1:5000' },
                { name: 'DRAIN_DELAY_SECONDS', value: '5' },
                { name: 'DRAIN_TIMEOUT_SECONDS', value: '30' },
              ],
              ports: [{ name: 'http', containerPort: 5000 }],
              startupProbe: { ...ASKS('startup'), periodSeconds: 1, timeoutSeconds: 2, failureThreshold: 60 },
              readinessProbe: { ...ASKS('ready'), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 2 },
              livenessProbe: { ...ASKS('health'), periodSeconds: 10, timeoutSeconds: 5, failureThreshold: 3 },
              resources: loaded?.lab.app.resources,
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  });
});

const environmentOf = (changes: Partial<Lab>, name: string) => {
  const { spec } = objectOf(changes, name) as unknown as {
    spec: {
      template: { spec: { containers: readonly [{ env: readonly { name: string; value: string }[] }] } };
    };
  };
  const [{ env }] = spec.template.spec.containers;
  return Object.fromEntries(env.map((each) => [each.name, each.value]));
};

test('in a mesh the app asks model-service by one name: routes pair them', () => {
  expect(environmentOf({ mesh: 'istio' }, 'Deployment app-v2')).toMatchObject({
    APP_RELEASE: 'v2',
    MODEL_SERVICE_URL: 'http://model-service:5000',
  });
});

test('a release of model-service serves the model of its release, out of its image', () => {
  expect(environmentOf({}, 'Deployment model-service-v2')).toEqual({
    MODEL_SERVICE_RELEASE: 'v2',
    MODEL_DIR: '/srv/remla-lab/model-service/models/cnn',
    DRAIN_DELAY_SECONDS: '5',
    DRAIN_TIMEOUT_SECONDS: '30',
  });
});

test.each([
  ['none', { type: 'NodePort', nodePort: 30080 }],
  ['istio', { type: 'ClusterIP' }],
] as const)('the way in with mesh %s', (mesh, { type, ...port }) => {
  expect(objectOf({ mesh }, 'Service app')?.spec).toEqual({
    type,
    selector: { app: 'app' },
    ports: [{ name: 'http', appProtocol: 'http', port: 5000, targetPort: 'http', ...port }],
  });
});

test.each([
  ['none', {}],
  ['istio', { 'istio-injection': 'enabled' }],
] as const)('the namespace with mesh %s', (mesh, labels) => {
  expect(objectOf({ mesh, namespace: 'other' }, 'Namespace other')?.metadata).toEqual({
    name: 'other',
    labels: {
      'app.kubernetes.io/part-of': 'remla-lab',
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/warn': 'restricted',
      ...labels,
    },
  });
});
