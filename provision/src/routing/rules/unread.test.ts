import { expect, test } from 'vitest';

import { parseRouting } from '../parse-routing.ts';

const problemsOf = (apiVersion: string, kind: string, target: 'local' | 'mesh' = 'local') =>
  parseRouting(
    [{ file: 'a.yml', text: `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: a }\n` }],
    { target },
  ).problems.map(({ code, position }) => `${position?.line}:${position?.column} ${code}`);

test.each([
  ['v1', 'Namespace'],
  ['v1', 'ServiceAccount'],
  ['v1', 'ConfigMap'],
  ['apps/v1', 'Deployment'],
  ['policy/v1', 'PodDisruptionBudget'],
  ['monitoring.coreos.com/v1', 'ServiceMonitor'],
])('nothing to do with requests: %s %s', (apiVersion, kind) => {
  expect(problemsOf(apiVersion, kind)).toEqual([]);
});

test.each([
  ['v1', 'Endpoints'],
  ['networking.k8s.io/v1', 'Ingress'],
  ['networking.k8s.io/v1', 'NetworkPolicy'],
  ['security.istio.io/v1', 'AuthorizationPolicy'],
  ['traefik.io/v1alpha1', 'IngressRoute'],
])('the local gateway does not pass over what may be: %s %s', (apiVersion, kind) => {
  expect(problemsOf(apiVersion, kind)).toEqual(['2:7 unsupported-field']);
  expect(problemsOf(apiVersion, kind, 'mesh')).toEqual([]);
});
