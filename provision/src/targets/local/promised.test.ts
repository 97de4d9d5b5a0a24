import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { Lab } from '../../lab/schema.ts';
import { renderManifests } from '../../manifests/render.ts';
import { parseRouting } from '../../routing/parse-routing.ts';
import { promisedBy, promisedByLab } from './promised.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const LAB = Lab.parse(parse(readFileSync(join(ROOT, 'lab.yml'), 'utf8')));
const TEMPLATES = readdirSync(join(ROOT, 'kubernetes'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.yml'))
  .map((file) => ({ file, text: readFileSync(join(ROOT, 'kubernetes', file), 'utf8') }));

const tableOf = (lab: Lab) => parseRouting(renderManifests(lab, TEMPLATES).files).table;

test.each<[string, Partial<Lab['rate_limit']>, object | null]>([
  ['for each client', {}, { tokens: 20, refillMs: 3000, isPerClient: true, userHeader: 'x-user-id' }],
  ['by address', { user_header: false }, { tokens: 20, refillMs: 3000, isPerClient: true, userHeader: null }],
  [
    'for all together',
    { per: 'gateway', tokens: 7 },
    { tokens: 7, refillMs: 3000, isPerClient: false, userHeader: null },
  ],
])('the manifests promise what lab.yml says: a limit %s', (_name, changes, limit) => {
  const lab = { ...LAB, rate_limit: { ...LAB.rate_limit, ...changes } };
  const promised = promisedBy(tableOf(lab));
  expect(promised).toEqual({
    split: [
      { release: 'v1', weight: 90 },
      { release: 'v2', weight: 10 },
    ],
    limit,
  });
  expect(promisedByLab(lab)).toEqual(promised);
});

test('without a limit none is promised', () => {
  const without = renderManifests(
    LAB,
    TEMPLATES.filter(({ file }) => !file.includes('envoy-filter')),
  );
  expect(promisedBy(parseRouting(without.files).table).limit).toBeNull();
});
