import { expect, test } from 'vitest';

import type { ClusterAnswer, ClusterRefusal } from '../cluster.ts';
import { refusalOf } from './refusals.ts';

const OF = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', namespace: 'lab' };

function refused(message: string, more: Partial<ClusterRefusal> = {}): ClusterRefusal {
  return { kind: 'refused', status: 422, reason: 'Invalid', message, causes: [], ...more };
}

const SAID: readonly (readonly [string, ClusterAnswer | undefined, string | undefined])[] = [
  ['nothing', undefined, undefined],
  ['an object that is missing', { kind: 'missing' }, undefined],
  [
    'a kind that is not served',
    { kind: 'unserved', message: 'the cluster serves no X in y/v1' },
    'the cluster serves no X in y/v1; is its CustomResourceDefinition missing?',
  ],
  [
    'a mistyped field, as the API server says it',
    refused(
      'failed to create typed patch object (lab/web; apps/v1, Kind=Deployment): .spec.x: field not declared in schema',
    ),
    '.spec.x: field not declared in schema',
  ],
  [
    'several of them',
    refused(
      'failed to create typed patch object (lab/web; apps/v1, Kind=Deployment): errors:\n  .spec.a: one\n  .spec.b: two',
    ),
    '.spec.a: one; .spec.b: two',
  ],
  [
    'what is told already is not told twice',
    refused('spec.a: bad', { causes: [{ field: 'spec.a', message: 'bad' }] }),
    'spec.a: bad (Invalid)',
  ],
  [
    'a conflict over fields',
    refused('Apply failed with 2 conflicts', {
      reason: 'Conflict',
      causes: [
        { field: '.spec.a', message: 'conflict with "kubectl" using apps/v1' },
        { field: '.spec.b', message: 'conflict with "hpa"' },
      ],
    }),
    'others manage .spec.a ("kubectl" using apps/v1), .spec.b ("hpa"); `force: true` takes that over',
  ],
  [
    'a conflict of versions',
    refused('the object has been modified', { reason: 'Conflict' }),
    'the object has been modified',
  ],
];

test.each(SAID)('%s', (_, answer, said) => {
  expect(refusalOf(OF, answer)).toBe(said === undefined ? undefined : `Deployment lab/web: ${said}`);
});
