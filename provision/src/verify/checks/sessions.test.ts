import { expect, test } from 'vitest';

import { findingsOf } from '../../traffic/findings.ts';
import type { Sighting, Visit } from '../../traffic/visitor.ts';
import { linesOf } from '../testing/judge.ts';
import { checkPairing, checkStickiness, checkWeights } from './sessions.ts';

// The causes; labs that really do so are in e2e/local-verify.test.ts.

const seen = (app: string | undefined, modelService = app, status = 200): Sighting => ({
  status,
  app,
  modelService,
});
const visits = (count: number, ...sightings: Sighting[]): readonly Visit[] =>
  Array.from({ length: count }, () => ({ sightings }));
const findings = (...all: (readonly Visit[])[]) =>
  findingsOf(
    all.flat(),
    new Map([
      ['v1', 90],
      ['v2', 10],
    ]),
  );
const twice = (release: string) => [seen(release), seen(release)] as const;

test('a split within what chance allows, and one that is not', () => {
  expect(checkWeights(findings(visits(880, ...twice('v1')), visits(120, ...twice('v2'))), 'MEND')).toEqual({
    state: 'ok',
    details: 'v1 88.0 %, v2 12.0 % of 1000 sessions, lab.yml says 90/10',
  });
  expect(checkWeights(findings(visits(850, ...twice('v1')), visits(150, ...twice('v2'))), 'MEND')).toEqual({
    state: 'failed',
    causes: [
      { what: '85.0 % of 1000 sessions began with v1, lab.yml says 90 %', mend: 'MEND' },
      { what: '15.0 % of 1000 sessions began with v2, lab.yml says 10 %', mend: 'MEND' },
    ],
  });
});

test('sessions that stay, and one that does not, though it is given the cookie', async () => {
  const stay = visits(9, ...twice('v1'));
  const cookie = async () => undefined;
  expect(linesOf(await checkStickiness(findings(stay), { cookie, mend: 'MEND' }))).toEqual(['ok']);
  const gone = findings(stay, visits(1, seen('v1'), seen('v2')));
  expect(await checkStickiness(gone, { cookie, mend: 'MEND' })).toEqual({
    state: 'failed',
    causes: [{ what: '1 of 10 sessions were answered by more than one release', mend: 'MEND' }],
  });
});

test('answers of pairs, and one across, and one that never came', () => {
  const pairs = visits(8, ...twice('v1'));
  expect(linesOf(checkPairing(findings(pairs), 'MEND'))).toEqual(['ok']);
  const across = findings(pairs, visits(1, seen('v2', 'v1')), visits(1, seen(undefined, undefined, 503)));
  expect(linesOf(checkPairing(across, 'MEND'))).toEqual([
    '1 of 18 requests were not answered by a release',
    '1 of 17 answers came from a model-service of another release',
  ]);
});
