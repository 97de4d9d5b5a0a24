import { expect, test } from 'vitest';

import type { FoundRelease } from '../../facts/helm-release.ts';
import { mendingOf, tellMending } from './mend.ts';

/** A release with these revisions; the last is how it stands. */
function release(...states: readonly string[]): FoundRelease {
  return {
    kind: 'found',
    revision: states.length,
    status: states.at(-1) ?? 'unknown',
    chart: 'toy',
    version: '1.0.0',
    appVersion: '',
    chartDigest: undefined,
    values: {},
    history: states.map((status, index) => ({ revision: index + 1, status })),
    workers: [],
    manifest: '',
  };
}

test.each([
  [['deployed'], undefined],
  [['failed'], undefined],
  [['superseded', 'uninstalled'], undefined],
  [['pending-install'], { by: 'uninstall' }],
  [['failed', 'pending-upgrade'], { by: 'uninstall' }],
  [['deployed', 'uninstalling'], { by: 'uninstall' }],
  [['superseded', 'deployed', 'failed', 'pending-upgrade'], { by: 'rollback', revision: 2 }],
  [['superseded', 'deployed', 'pending-rollback'], { by: 'rollback', revision: 2 }],
  // helm was ended between its last two words: the old revision is superseded, the new one not deployed yet.
  [['superseded', 'superseded', 'pending-upgrade'], { by: 'rollback', revision: 2 }],
])('%j → %j', (states, mending) => {
  expect(mendingOf(release(...states))).toEqual(mending);
});

test('what was done is told', () => {
  expect(tellMending({ kind: 'missing' })).toBeUndefined();
  expect(tellMending(release('deployed'))).toBeUndefined();
  expect(tellMending(release('pending-install'))).toBe(
    'revision 1 was left pending-install: uninstalled, then installed',
  );
  expect(tellMending(release('deployed', 'pending-upgrade'))).toBe(
    'revision 2 was left pending-upgrade: taken back to revision 1, then upgraded',
  );
});
