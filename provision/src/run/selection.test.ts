import { expect, test } from 'vitest';

import { isSelected } from './selection.ts';

/** Own tags, --tags, --skip-tags, and whether the task runs. */
const CASES: readonly (readonly [readonly string[], readonly string[], readonly string[], boolean])[] = [
  [[], ['all'], [], true],
  [[], ['x'], [], false],
  [['x'], ['x'], [], true],
  [['x'], ['all'], ['x'], false],
  [['never'], ['all'], [], false],
  [['never', 'x'], ['x'], [], true],
  [['never', 'x'], ['never'], [], true],
  [['always'], ['x'], [], true],
  [['always'], ['x'], ['always'], false],
  [['always'], ['all'], ['all'], true],
  [['x'], ['all'], ['all'], false],
  [['x'], ['tagged'], [], true],
  [[], ['tagged'], [], false],
  [['never'], ['tagged'], [], false],
  [[], ['untagged'], [], true],
  [['x'], ['untagged'], [], false],
  [['x'], ['all'], ['tagged'], false],
  [[], ['all'], ['untagged'], false],
];

test.each(CASES)('tags %j, asked %j, left out %j: %s', (own, tags, skipTags, isDue) => {
  expect(isSelected(own, { tags, skipTags, startAt: undefined })).toBe(isDue);
});
