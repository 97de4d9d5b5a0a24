import { expect, test } from 'vitest';

import { featuresOf } from './release-features.ts';

test.each([
  ['v1', false],
  ['v2', true],
  ['v9', false],
  [undefined, false],
])('%s', (release, isMore) => {
  expect(featuresOf(release)).toEqual({
    hasProbabilityBar: isMore,
    hasExplanation: isMore,
    hasVersionBadge: isMore,
  });
});
