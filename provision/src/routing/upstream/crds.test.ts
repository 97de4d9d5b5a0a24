import { writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { expect, onTestFinished, test } from 'vitest';

import { crdValidator } from './crds.ts';
import { compare } from './fact.ts';

const CRD = `
spec:
  group: shop.test
  names: { kind: Till }
  versions:
    - name: v1
      served: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              required: [drawer]
              properties:
                drawer: { type: string, enum: [LEFT, RIGHT] }
                mood: { type: string, pattern: '^(?i)(good|bad)?$' }
                coins: { type: array, items: { type: object, properties: { value: { type: integer } } } }
                notes: { type: object, x-kubernetes-preserve-unknown-fields: true, properties: { a: { type: string } } }
                labels: { type: object, additionalProperties: { type: string } }
                by:
                  type: object
                  properties: { hand: { type: string }, card: { type: string } }
                  oneOf: [{ required: [hand] }, { required: [card] }]
    - name: v1old
      served: true
      deprecated: true
      schema: { openAPIV3Schema: { type: object } }
`;

async function validate(spec: object, apiVersion = 'shop.test/v1') {
  const directory = await mkdtemp(join(tmpdir(), 'crd-'));
  onTestFinished(() => rm(directory, { recursive: true }));
  const file = join(directory, 'crds.yaml');
  writeFileSync(file, CRD);
  const check = await crdValidator(file);
  return check({ apiVersion, kind: 'Till', metadata: { name: 'x' }, spec });
}

test.each([
  [{ drawer: 'LEFT' }],
  [{ drawer: 'LEFT', mood: 'Good' }],
  [
    {
      drawer: 'LEFT',
      coins: [{ value: 1 }],
      notes: { a: 'x', more: 1 },
      labels: { x: 'y' },
      by: { card: 'x' },
    },
  ],
])('takes %j', async (spec) => {
  expect(await validate(spec)).toBeUndefined();
});

test.each([
  [{}, "must have required property 'drawer'"],
  [{ drawer: 'TOP' }, 'must be equal to one of the allowed values'],
  [{ drawer: 'LEFT', mood: 'sad' }, 'must match pattern'],
  [{ drawer: 'LEFT', draw: 1 }, 'must NOT have additional properties'],
  [{ drawer: 'LEFT', coins: [{ worth: 1 }] }, 'must NOT have additional properties'],
  [{ drawer: 'LEFT', coins: [{ value: '1' }] }, 'must be integer'],
  [{ drawer: 'LEFT', notes: { a: 1 } }, 'must be string'],
  [{ drawer: 'LEFT', labels: { x: 1 } }, 'must be string'],
  [{ drawer: 'LEFT', by: { card: 'x', hand: 'y' } }, 'must match exactly one schema in oneOf'],
])('refuses %j', async (spec, expected) => {
  expect(await validate(spec)).toContain(expected);
});

test('refuses versions that are deprecated or not there', async () => {
  expect(await validate({}, 'shop.test/v1old')).toBe('no CRD serves shop.test/v1old Till');
  expect(await validate({}, 'shop.test/v2')).toBe('no CRD serves shop.test/v2 Till');
});

test('compare gives a fact for each key, with both values where they differ', () => {
  expect(compare('x', { a: 1, b: { c: 1 } }, { a: 1, b: { c: 2 }, d: 1 })).toEqual([
    { what: 'x: a', difference: undefined },
    { what: 'x: b', difference: 'upstream {"c":1}, ours {"c":2}' },
    { what: 'x: d', difference: 'upstream undefined, ours 1' },
  ]);
});
