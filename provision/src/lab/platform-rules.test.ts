import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { sourceFiles } from '../source/read.ts';
import { loadLab } from './load.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** lab.yml with an overlay: what is wrong, with its place. */
async function problemsWith(overlay: string): Promise<readonly string[]> {
  const real = sourceFiles(ROOT);
  const files = {
    ...real,
    read: (path: string) =>
      path === 'my.yml'
        ? Promise.resolve({ file: { file: 'my.yml', text: overlay }, problems: [] })
        : real.read(path),
  };
  const { problems } = await loadLab(files, { base: 'lab.yml', overlay: 'my.yml' });
  return problems.map(
    ({ code, file, position, message, hint }) =>
      `${file}:${position?.line}:${position?.column} ${code}: ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

test.each([
  ['a port', 'platform: { grafana: { node_port: 31000 } }'],
  ['values of a chart', 'platform: { prometheus: { values: { grafana: { replicas: 1 } } } }'],
  [
    'whatever a free map holds',
    'platform: { istio: { istiod: { values: { meshConfig: { accessLogFile: /dev/stdout } } } } }',
  ],
  [
    'values for another version, whose keys nobody here knows',
    'artifacts: { jaeger: { version: 5.0.0 } }\nplatform: { jaeger: { values: { new: true } } }',
  ],
])('taken: %s', async (_, overlay) => {
  expect(await problemsWith(overlay)).toEqual([]);
});

test.each([
  [
    'one port twice',
    'platform: { grafana: { node_port: 30010 } }',
    'my.yml:1:35 bad-value: 30010 is the port of `platform.prometheus.node_port` already',
  ],
  [
    'the port of the app',
    'platform: { kiali: { node_port: 30080 } }',
    'my.yml:1:33 bad-value: 30080 is the port of `app.node_port` already',
  ],
  [
    'a time without its unit',
    'platform: { prometheus: { retention: "2" } }',
    'my.yml:1:38 bad-value: expected hours, days or weeks, such as 12h, 2d or 1w',
  ],
  [
    'a typo in values',
    'platform: { istio: { gateway: { values: { replicacount: 2 } } } }',
    'my.yml:1:43 unknown-key: the chart istio-gateway 1.30.3 has no value `replicacount` here (did you mean `replicaCount`?)',
  ],
  [
    'a value of another type',
    'platform: { headlamp: { values: { service: { nodePort: "30030" } } } }',
    'my.yml:1:56 wrong-type: the chart headlamp 0.45.0 takes a number here, this is text',
  ],
])('a problem: %s', async (_, overlay, expected) => {
  expect(await problemsWith(overlay)).toEqual([expected]);
});

test('the lab’s own file has no values of its own: they stand in the templates', () => {
  expect(readFileSync(`${ROOT}lab.yml`, 'utf8')).not.toMatch(/values: \{ ?[a-z]/);
});
