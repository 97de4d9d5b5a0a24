import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';

import { laneLab } from './tools/labs.ts';
import { CHECKOUT } from './tools/folders.ts';

// The stand-in for k3s is small, and knows no more of k3s than its documentation says.

const STAND_IN = join(CHECKOUT, 'e2e', 'k3s', 'stand-in');
const MOST_LINES = 400;

const Page = z.string().regex(/^https:\/\/docs\.k3s\.io\//);
const Table = z.strictObject({
  commands: z.record(z.string(), Page),
  keys: z.record(
    z.string(),
    z.strictObject({
      of: z.enum(['server', 'agent', 'both']),
      takes: z.enum(['text', 'list']),
      page: Page,
    }),
  ),
  variables: z.record(z.string(), Page),
  components: z.array(z.string()),
});

async function table(): Promise<z.infer<typeof Table>> {
  return Table.parse(parse(await readFile(join(STAND_IN, 'documented.yaml'), 'utf8')));
}

test('its program has 400 lines at most', async () => {
  const names = (await readdir(STAND_IN)).filter((name) => name.endsWith('.go'));
  const texts = await Promise.all(names.map((name) => readFile(join(STAND_IN, name), 'utf8')));
  const lines = texts.reduce((sum, text) => sum + text.trimEnd().split('\n').length, 0);
  expect(lines).toBeLessThanOrEqual(MOST_LINES);
});

test('each key that the lab writes is in its table, and each row of the table is written', async () => {
  const template = await readFile(
    join(CHECKOUT, 'playbooks', 'cluster', 'k3s', 'templates', 'config.yaml.hbs'),
    'utf8',
  );
  const written = [...template.matchAll(/^([a-z][a-z-]*):/gm)].map(([, key = '']) => key);
  const { k3s } = (await laneLab('k3s')).cluster;
  const all = [...written, ...Object.keys(k3s.config), ...Object.keys(k3s.server_config)];
  expect(all.toSorted()).toEqual(Object.keys((await table()).keys).toSorted());
});

test('a component that the lab leaves out is one of its table', async () => {
  const { components } = await table();
  expect((await laneLab('k3s')).cluster.k3s.disable.filter((name) => !components.includes(name))).toEqual([]);
});
