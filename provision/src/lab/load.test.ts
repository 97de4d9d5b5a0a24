import { readFileSync } from 'node:fs';

import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { mergeSources } from '../source/merge.ts';
import { parseYaml } from '../source/yaml.ts';
import { labJsonSchema } from './json-schema.ts';
import { readLab } from './load.ts';

const BASE = readFileSync(new URL('../../../lab.yml', import.meta.url), 'utf8');
const JSON_SCHEMA = readFileSync(new URL('../../lab.schema.json', import.meta.url), 'utf8');

function document(file: string, text: string) {
  const { document: read, problems } = parseYaml({ file, text });
  if (!read) throw new Error(JSON.stringify(problems));
  return read;
}

/** lab.yml with an overlay: the problems with their places. */
function problemsWith(overlay: string): string[] {
  const source = mergeSources(document('lab.yml', BASE), document('my.yml', overlay));
  return readLab(source).problems.map(
    ({ code, file, position }) => `${file}:${position?.line}:${position?.column} ${code}`,
  );
}

test('lab.yml itself has no problems, and no value that its comments deny', () => {
  const { loaded, problems } = readLab(document('lab.yml', BASE));
  expect(problems).toEqual([]);
  expect(loaded?.lab.releases).toEqual({ v1: { weight: 90, model: 'lr' }, v2: { weight: 10, model: 'cnn' } });
  expect(loaded?.lab.rate_limit).toMatchObject({ tokens: 20, refill: { tokens: 10, interval: '30s' } });
});

test.each([
  ['weights that do not sum to 100', 'releases: { v1: { weight: 91 } }', ['my.yml:1:11 weights-sum']],
  ['no release', 'releases: { v1: ~, v2: ~ }', ['my.yml:1:11 bad-value']],
  [
    'a release that the app does not have',
    'releases: { v2: ~, v3: { weight: 10, model: lr } }',
    ['my.yml:1:20 bad-value'],
  ],
  [
    'a release name that is no DNS label',
    'releases: { V_1: { weight: 10, model: lr } }',
    ['my.yml:1:13 bad-value'],
  ],
  ['a new release without its model', 'releases: { v3: { weight: 0 } }', ['my.yml:1:13 missing-key']],
  ['a mistyped key', 'rate_limit: { refil: 1 }', ['my.yml:1:15 unknown-key']],
  ['a key that is taken away', 'namespace: ~', ['my.yml:1:1 missing-key']],
  ['a time without a unit', 'routing: { timeout: 10 }', ['my.yml:1:21 wrong-type']],
  ['a time of nothing', 'routing: { timeout: 0s }', ['my.yml:1:21 bad-value']],
  [
    'a try that is longer than the whole',
    'routing: { retries: { per_try_timeout: 1m } }',
    ['my.yml:1:40 bad-value'],
  ],
  [
    'an interval of less than a second',
    'rate_limit: { refill: { interval: 500ms } }',
    ['my.yml:1:35 bad-value'],
  ],
  [
    'a cookie that browsers would refuse',
    'routing: { cookie: { same_site: None } }',
    ['my.yml:1:33 bad-value'],
  ],
  ['a star in the middle of a path', 'rate_limit: { free_paths: ["/a/*/b"] }', ['my.yml:1:28 bad-value']],
  [
    'a path that would end the quotes of a manifest',
    `rate_limit: { free_paths: ['/a"b'] }`,
    ['my.yml:1:28 bad-value'],
  ],
  ['a header that is a switch', 'rate_limit: { user_header: true }', ['my.yml:1:28 wrong-type']],
  ['a port without room for the services', 'local: { port: 65530 }', ['my.yml:1:16 bad-value']],
  [
    'two machines at one address',
    'machines: { node2: { address: 192.168.56.111 } }',
    ['my.yml:1:31 bad-value'],
  ],
  ['no controller', 'machines: { controller: ~ }', ['my.yml:1:11 bad-value']],
  ['an address that is none', 'machines: { node1: { address: 192.168.56 } }', ['my.yml:1:31 bad-value']],
  ['a host that is no address', 'local: { host: my-laptop }', ['my.yml:1:16 bad-value']],
  [
    'mistakes in several sections, of the schema and of the rules, at once',
    'routing: { timeout: soon }\nreleases: { v1: { weight: 1 } }\nlocal: { port: 65530 }',
    ['my.yml:1:21 bad-value', 'my.yml:2:11 weights-sum', 'my.yml:3:16 bad-value'],
  ],
])('refused: %s', (_name, overlay, problems) => {
  expect(problemsWith(overlay)).toEqual(problems);
});

test.each([
  ['one release', 'releases: { v1: { weight: 100 }, v2: ~ }'],
  ['a limit by address alone', 'rate_limit: { user_header: false }'],
  ['one bucket for all', 'rate_limit: { per: gateway }'],
  ['all addresses of the machine', 'local: { host: 0.0.0.0 }'],
  [
    'a machine more, under another name',
    'machines: { node2: ~, worker: { role: node, address: 10.0.0.9, cpus: 1, memory_mb: 1024 } }',
  ],
  ['no free paths', 'rate_limit: { free_paths: [] }'],
])('taken: %s', (_name, overlay) => {
  expect(problemsWith(overlay)).toEqual([]);
});

test('the schema for editors is the schema (npm run schema -w provision writes it)', () => {
  expect(JSON.parse(JSON_SCHEMA)).toEqual(JSON.parse(labJsonSchema()));
});

test('the schema for editors takes lab.yml, refuses a typo, and documents every key', () => {
  const schema = JSON.parse(JSON_SCHEMA) as object;
  const validate = new Ajv({ strict: false, formats: { ipv4: true } }).compile(schema);
  const lab = parse(BASE) as { app: object };
  expect(validate(lab)).toBe(true);
  expect(validate({ ...lab, app: { ...lab.app, prot: 1 } })).toBe(false);
  expect(undocumented(schema)).toEqual([]);
});

test('every key of lab.yml is explained by a comment where it stands first', () => {
  const lines = BASE.split('\n');
  const keyOf = (line: string) => /^ *([a-z0-9_]+):/.exec(line)?.[1];
  const unexplained = lines.filter((line, index) => {
    const isFirst = lines.findIndex((other) => keyOf(other) === keyOf(line)) === index;
    return keyOf(line) !== undefined && isFirst && !(lines[index - 1] ?? '').trim().startsWith('#');
  });
  expect(unexplained).toEqual([]);
});

function undocumented(schema: object, path = ''): string[] {
  const { properties = {}, additionalProperties } = schema as {
    properties?: Record<string, { description?: string }>;
    additionalProperties?: object | boolean;
  };
  const below = Object.entries(properties).flatMap(([key, inner]) => [
    ...(inner.description === undefined ? [`${path}${key}`] : []),
    ...undocumented(inner, `${path}${key}.`),
  ]);
  const items =
    typeof additionalProperties === 'object' ? undocumented(additionalProperties, `${path}*.`) : [];
  return [...below, ...items];
}
