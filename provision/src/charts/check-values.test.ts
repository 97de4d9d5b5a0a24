import { expect, test } from 'vitest';

import { parseYaml } from '../source/yaml.ts';
import { readCharts, writeCharts } from './chart-keys.ts';
import { chartValueProblems } from './check-values.ts';

const TEXT = `= shop 1.2.0
free map
port number|text
service
 annotations map
 nodePort number
 type text
tags list
wanted boolean
whatever any
`;
const [CHART] = readCharts(TEXT);

function problemsOf(values: string): readonly string[] {
  const { document } = parseYaml({ file: 'values.yml', text: values });
  if (!document || !CHART) throw new Error('no values or no chart');
  return chartValueProblems(CHART, document).map(
    ({ code, message, position, hint }) =>
      `${position?.line}:${position?.column} ${code} ${message}${hint === undefined ? '' : ` (${hint})`}`,
  );
}

test('the list of keys survives being read and written', () => {
  expect(writeCharts(readCharts(TEXT))).toBe(TEXT);
});

test.each(['  deeper text', 'key texts', 'no heading text'])('a list with %j is refused', (line) => {
  expect(() => readCharts(`= shop 1.2.0\n${line}\n`)).toThrow(/this is no/);
});

test('values that the chart has are no problem, whatever stands in a free map', () => {
  expect(
    problemsOf(
      'free: { any: { thing: 1 } }\nport: http\nservice: { nodePort: 1, annotations: { a/b: c } }\ntags: []\nwhatever: [1]\n',
    ),
  ).toEqual([]);
});

test.each([
  [
    'a typo',
    'service: { nodeport: 1 }',
    '1:12 unknown-key the chart shop 1.2.0 has no value `nodeport` here (did you mean `nodePort`?)',
  ],
  [
    'a key that stands further down',
    'nodePort: 1',
    '1:1 unknown-key the chart shop 1.2.0 has no value `nodePort` here (it has `service.nodePort`)',
  ],
  [
    'a key like none',
    'service: { zzz: 1 }',
    '1:12 unknown-key the chart shop 1.2.0 has no value `zzz` here (known here: `annotations`, `nodePort`, `type`)',
  ],
  [
    'another type',
    'port: true',
    '1:7 wrong-type the chart shop 1.2.0 takes a number or text here, this is true or false',
  ],
  [
    'no map where one is',
    'service: NodePort',
    '1:10 wrong-type the chart shop 1.2.0 takes a map here, this is text',
  ],
])('%s is a problem', (_, values, expected) => {
  expect(problemsOf(values)).toEqual([expected]);
});
