import { expect, test } from 'vitest';

import { writeCharts } from './chart-keys.ts';
import { mergeKeys, withKey } from './merge-keys.ts';
import { keysOfSchema } from './schema-keys.ts';
import { keysOfValues } from './values-keys.ts';

/** As lines of the list. */
function lines(keys: ReturnType<typeof keysOfValues>): readonly string[] {
  return writeCharts([{ name: 'c', version: '1', keys }])
    .trimEnd()
    .split('\n')
    .slice(1);
}

test('keys and their types are those of values.yaml, null is anything, and what is Kubernetes’ own is free', () => {
  const text = `replicas: 1
image: { tag: '', pull: true }
extra: []
empty: {}
unset:
podAnnotations: { a: b }
resources: {}
`;
  expect(lines(keysOfValues(text))).toEqual([
    'empty map',
    'extra list',
    'image',
    ' pull boolean',
    ' tag text',
    'podAnnotations map',
    'replicas number',
    'resources',
    ' claims list',
    ' limits map',
    ' requests map',
    'unset any',
  ]);
});

test('a key in a comment counts; prose, an example of an empty map, and texts of several lines do not', () => {
  const text = `service:
  type: ClusterIP
  # nodePort: 30080
  #node_port:
  ## port: only talk
  # ref: a page
  # Some: talk

labels: {}
# team: example
text: |
  # inside: of it
  more
# last: 1
`;
  expect(lines(keysOfValues(text))).toEqual([
    'labels map',
    'last any',
    'service',
    ' nodePort any',
    ' node_port any',
    ' type text',
    'text text',
  ]);
});

test('a schema says more types, and keys that values.yaml leaves out', () => {
  const schema = {
    $ref: '#/$defs/values',
    $defs: {
      values: {
        properties: {
          count: { type: ['integer', 'null'] },
          port: { anyOf: [{ type: 'string' }, { type: 'integer' }] },
          config: { type: 'object', properties: { path: { type: 'string' } } },
          open: { type: 'object' },
        },
      },
    },
  };
  const values = keysOfValues('count:\nopen: { known: 1 }\nother: x\n');
  expect(lines(mergeKeys(keysOfSchema(JSON.stringify(schema)), values))).toEqual([
    'config',
    ' path text',
    'count number',
    'open',
    ' known number',
    'other text',
    'port text|number',
  ]);
});

test('a key by hand goes where it belongs, beside what is there', () => {
  const keys = withKey(keysOfValues('a: { b: 1 }\n'), ['a', 'c', 'd'], 'text');
  expect(lines(keys)).toEqual(['a', ' b number', ' c', '  d text']);
});
