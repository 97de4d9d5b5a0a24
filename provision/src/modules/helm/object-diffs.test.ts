import { expect, test } from 'vitest';

import { objectDiffs } from './object-diffs.ts';

const object = (kind: string, name: string, rest = '') =>
  `---\n# Source: x\napiVersion: v1\nkind: ${kind}\nmetadata: { name: ${name} }\n${rest}`;

test('objects that came, went and changed, by their names; what lies in no namespace has none', () => {
  const before = [object('ConfigMap', 'b', 'data: { a: x }'), object('ClusterRole', 'gone')].join('\n');
  const after = [
    object('ConfigMap', 'b', 'data: { a: y }'),
    object('Service', 'new'),
    '---\n# nothing\n',
  ].join('\n');

  const found = objectDiffs(before, after, 'toys').map((diff) => [
    diff.afterHeader,
    diff.before === '',
    diff.after === '',
  ]);
  expect(found).toEqual([
    ['ClusterRole gone', false, true],
    ['ConfigMap toys/b', false, false],
    ['Service toys/new', true, false],
  ]);
});

test('what is the same but for its order, its comments or its quotes is no difference', () => {
  const before =
    '# Source: a\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { b: "1", c: yes }\n';
  const after = "kind: ConfigMap\napiVersion: v1\nmetadata:\n  name: a\ndata:\n  c: true\n  b: '1'\n";

  expect(objectDiffs(before, after, 'toys')).toEqual([]);
});
