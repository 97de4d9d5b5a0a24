import { expect, test } from 'vitest';

import { appliedManifests } from './applied.ts';
import type { ClusterParts } from './applied.ts';

const SET = [
  'v1',
  'apps/v1',
  'policy/v1',
  'networking.k8s.io/v1',
  'networking.istio.io/v1',
  'networking.istio.io/v1alpha3',
  'telemetry.istio.io/v1',
  'monitoring.coreos.com/v1',
].map((apiVersion) => ({ object: { apiVersion, kind: 'Thing', metadata: { name: 'a' } } }));

const versions = (parts: ClusterParts) => appliedManifests(parts, SET).map(({ object }) => object.apiVersion);

test.each<[ClusterParts, readonly string[]]>([
  [{ mesh: 'none', monitoring: false }, []],
  [
    { mesh: 'istio', monitoring: false },
    ['networking.istio.io/v1', 'networking.istio.io/v1alpha3', 'telemetry.istio.io/v1'],
  ],
  [{ mesh: 'none', monitoring: true }, ['monitoring.coreos.com/v1']],
])('%o: what every cluster has, and what lab.yml adds', (parts, added) => {
  expect(versions(parts)).toEqual(['v1', 'apps/v1', 'policy/v1', 'networking.k8s.io/v1', ...added]);
});

test('a dashboard is a ConfigMap like others, but only Grafana reads it', () => {
  const head = (labels: Record<string, string>) => ({
    object: { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels } },
  });
  const set = [head({ grafana_dashboard: '1' }), head({ app: 'app' })];
  expect(appliedManifests({ mesh: 'istio', monitoring: false }, set)).toEqual([set[1]]);
  expect(appliedManifests({ mesh: 'none', monitoring: true }, set)).toEqual(set);
});
