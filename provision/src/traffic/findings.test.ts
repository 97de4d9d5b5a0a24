import { expect, test } from 'vitest';

import { findingsOf, isAllHeld } from './findings.ts';
import type { Sighting, Visit } from './visitor.ts';

const seen = (app: string, modelService = app): Sighting => ({ status: 200, app, modelService });
const visits = (count: number, ...sightings: Sighting[]): Visit[] =>
  Array.from({ length: count }, () => ({ sightings }));
const CONFIGURED = new Map([
  ['v1', 90],
  ['v2', 10],
]);

const held = (...all: Visit[][]) => isAllHeld(findingsOf(all.flat(), CONFIGURED));

test('counts sessions by the release that they saw first', () => {
  const findings = findingsOf(
    [...visits(91, seen('v1'), seen('v1')), ...visits(9, seen('v2'), seen('v2'))],
    CONFIGURED,
  );
  expect(findings).toMatchObject({
    sessions: 100,
    requests: 200,
    answered: { held: 200, of: 200 },
    sticky: { held: 100, of: 100 },
    paired: { held: 200, of: 200 },
  });
  expect(findings.split.map(({ release, sessions, isHeld }) => [release, sessions, isHeld])).toEqual([
    ['v1', 91, true],
    ['v2', 9, true],
  ]);
  // ± 1.96 · sqrt(0.9 · 0.1 / 100)
  expect(findings.split[0]?.likelyPercent.from).toBeCloseTo(84.12, 2);
  expect(findings.split[0]?.likelyPercent.to).toBeCloseTo(95.88, 2);
});

test.each<[string, Visit[][], boolean]>([
  ['a split within what chance allows', [visits(560, seen('v1')), visits(40, seen('v2'))], true],
  ['a split that chance does not allow', [visits(300, seen('v1')), visits(300, seen('v2'))], false],
  [
    'a release that nobody configured',
    [visits(900, seen('v1')), visits(100, seen('v2')), visits(1, seen('v3'))],
    false,
  ],
  [
    'a session that changed its release',
    [visits(89, seen('v1')), visits(10, seen('v2')), visits(1, seen('v1'), seen('v2'))],
    false,
  ],
  [
    'an answer from the other model-service',
    [visits(90, seen('v1')), visits(9, seen('v2')), visits(1, seen('v2', 'v1'))],
    false,
  ],
  [
    'an answer that does not name its model-service',
    [visits(90, seen('v1')), visits(10, seen('v2', ''))],
    false,
  ],
  [
    'a request that was not answered',
    [
      visits(90, seen('v1')),
      visits(9, seen('v2')),
      visits(1, seen('v2'), { status: 503, app: undefined, modelService: undefined }),
    ],
    false,
  ],
])('%s', (_name, all, expected) => {
  expect(held(...all)).toBe(expected);
});

test('answers that name no model-service at all are not counted as pairs', () => {
  const findings = findingsOf(
    visits(3, { status: 200, app: 'v1', modelService: undefined }),
    new Map([['v1', 100]]),
  );
  expect(findings.paired).toEqual({ held: 0, of: 0 });
  expect(isAllHeld(findings)).toBe(true);
});
