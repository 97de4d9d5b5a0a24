import { readFileSync, readdirSync } from 'node:fs';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { allDashboards } from '../dashboards.ts';
import { readLabAlerts } from '../lab-alerts.ts';
import { configMapOf } from './config-map.ts';
import { filesOf } from './files.ts';
import { importable } from './importable.ts';

const ROOT = new URL('../../../', import.meta.url);
const DASHBOARDS = allDashboards(readLabAlerts());
const FILES = await filesOf(DASHBOARDS);

test.each(FILES)('$path is what the source writes: `npm run build -w dashboards`', ({ path, text }) => {
  expect(readFileSync(new URL(path, ROOT), 'utf8')).toBe(text);
});

test('both folders hold these files and no others of their kind', () => {
  const held = [
    ...readdirSync(new URL('dashboards/', ROOT))
      .filter((name) => name.endsWith('.json'))
      .map((name) => `dashboards/${name}`),
    ...readdirSync(new URL('kubernetes/grafana/', ROOT)).map((name) => `kubernetes/grafana/${name}`),
  ];
  const own = ['dashboards/package.json', 'dashboards/tsconfig.json'];
  expect(held.filter((path) => !own.includes(path)).sort()).toEqual(FILES.map(({ path }) => path).sort());
});

test.each(DASHBOARDS)(
  '$name for the import screen asks for its data source there and nowhere else',
  ({ dashboard }) => {
    const json = importable(dashboard);
    const text = JSON.stringify(json);
    expect(json.__inputs.map(({ name, pluginId }) => [name, pluginId])).toEqual([
      ['DS_PROMETHEUS', 'prometheus'],
    ]);
    expect(text).not.toContain('${datasource}');
    expect(json.templating.list?.map(({ type }) => type)).not.toContain('datasource');
    const uses = new Set([...text.matchAll(/"type":"prometheus","uid":"([^"]*)"/g)].map(([, uid]) => uid));
    expect([...uses]).toEqual(['${DS_PROMETHEUS}']);
    const kinds = new Set(dashboard.panels?.map(({ type }) => type).filter((type) => type !== 'row'));
    expect(json.__requires.filter(({ type }) => type === 'panel').map(({ id }) => id)).toEqual(
      [...kinds].sort(),
    );
  },
);

test.each(DASHBOARDS)(
  '$name as a ConfigMap holds the same dashboard, and no template but its namespace',
  (each) => {
    const text = configMapOf(each);
    expect(text.match(/\{\{[^}]*\}\}/g)).toEqual(['{{namespace}}']);
    const object = parse(text) as { metadata: { labels: unknown }; data: Record<string, string> };
    const [[key, json] = ['', '']] = Object.entries(object.data);
    expect(key).toBe(`${each.dashboard.uid}.json`);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(each.dashboard)));
    expect(json).not.toContain('__inputs');
    // The API takes 1 MiB an object.
    expect(Buffer.byteLength(text)).toBeLessThan(200_000);
  },
);
