import { readFileSync } from 'node:fs';

import { Ajv } from 'ajv';
import { expect, test } from 'vitest';

import { inventoryJsonSchema } from './json-schema.ts';

test('the schema that editors read is that of the code (npm run schema -w provision writes it)', () => {
  const written = readFileSync(new URL('../../inventory.schema.json', import.meta.url), 'utf8');
  expect(JSON.parse(written)).toEqual(JSON.parse(inventoryJsonSchema()));
});

const validate = new Ajv({ strict: false }).compile(JSON.parse(inventoryJsonSchema()) as object);

test.each([
  [true, { all: { hosts: { a: null, b: { ansible_host: 'x', ansible_port: 22, color: [1] } } } }],
  [true, { nodes: { children: { web: { vars: { ansible_user: 'me' } } } }, empty: null }],
  [false, { all: { host: {} } }],
  [false, { all: { hosts: { a: { ansible_port: 0 } } } }],
  [false, { all: { children: { web: { vars: { ansible_connection: 'telnet' } } } } }],
  [false, { '1st': null }],
])('valid: %s %j', (isValid, inventory) => {
  expect(validate(inventory)).toBe(isValid);
});
