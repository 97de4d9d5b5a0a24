import { join } from 'node:path';

import { expect, test } from 'vitest';

import { withoutImages } from '../images/image-of.ts';
import { loadLab } from '../lab/load.ts';
import { readManifestFiles } from '../manifests/find.ts';
import { renderManifests } from '../manifests/render.ts';
import { sourceFiles } from '../source/read.ts';
import { dashboardUids, ruleNames } from './expected.ts';

const rules = (name: string, ...of: object[]) => ({
  apiVersion: 'monitoring.coreos.com/v1',
  kind: 'PrometheusRule',
  metadata: { name },
  spec: { groups: [{ name: 'g', rules: of }] },
});

test('rules by the names of alerts and recordings, each once', () => {
  const objects = [
    rules('a', { record: 'x:rate5m', expr: '1' }, { alert: 'Errors', expr: '1' }),
    rules('b', { alert: 'Errors', expr: '2' }),
    { apiVersion: 'v1', kind: 'Service', metadata: { name: 'app' } },
  ];
  expect(ruleNames(objects)).toEqual(['x:rate5m', 'Errors']);
});

test('dashboards by the uid inside of what the sidecar reads', () => {
  const config = (labels: object, uid: string) => ({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: uid, labels },
    data: { [`${uid}.json`]: JSON.stringify({ uid, title: uid }) },
  });
  expect(dashboardUids([config({ grafana_dashboard: '1' }, 'remla-model'), config({}, 'other')])).toEqual([
    'remla-model',
  ]);
});

test('kubernetes/ as it is: the four dashboards, and alerts and recordings', async () => {
  const root = join(import.meta.dirname, '..', '..', '..');
  const files = sourceFiles(root);
  const { loaded } = await loadLab(files, { base: join(root, 'lab.yml'), overlay: undefined });
  const { sources } = await readManifestFiles(files, join(root, 'kubernetes'));
  const { manifests } = renderManifests(loaded && withoutImages(loaded.lab), sources);
  const objects = manifests.map(({ object }) => object);
  expect(dashboardUids(objects).toSorted()).toEqual(
    ['application', 'canary', 'model', 'platform'].map((name) => `remla-${name}`),
  );
  expect(ruleNames(objects)).toEqual(expect.arrayContaining(['LabCanaryWorse', 'release:weight:percent']));
});
