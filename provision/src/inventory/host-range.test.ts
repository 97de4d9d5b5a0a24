import { expect, test } from 'vitest';

import { expandRange } from './host-range.ts';

test.each([
  ['node1', ['node1']],
  ['node[1:3]', ['node1', 'node2', 'node3']],
  ['n[08:10].lab', ['n08.lab', 'n09.lab', 'n10.lab']],
  ['n[0:8:4]', ['n0', 'n4', 'n8']],
  ['db-[a:c]', ['db-a', 'db-b', 'db-c']],
  ['r[1:2]n[1:2]', ['r1n1', 'r1n2', 'r2n1', 'r2n2']],
  ['x[5:5]', ['x5']],
])('%s', (name, names) => {
  expect(expandRange(name)).toEqual({ names });
});

test.each([
  ['n[3:1]', '`[3:1]` is no range that can be counted'],
  ['n[1:3', '`n[1:3` has one of [ and ], not both'],
  ['n1]', '`n1]` has one of [ and ], not both'],
  ['n[1:3:0]', '`[1:3:0]` is no range that can be counted'],
  ['n[a:C]', '`[a:C]` is no range that can be counted'],
  ['n[01:100]', '`[01:100]` is no range that can be counted'],
  ['n[1:999999999999]', '`[1:999999999999]` is no range that can be counted'],
  ['n[1:500][1:500]', '`n[1:500][1:500]` stands for more than 10000 names'],
])('%s: a mistake', (name, mistake) => {
  expect(expandRange(name)).toMatchObject({ mistake });
});
