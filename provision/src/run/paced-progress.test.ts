import { expect, test } from 'vitest';

import { pacedProgress } from './paced-progress.ts';

test('the first word, one every quarter of a second, and the end', () => {
  let nowMs = 0;
  const heard: string[] = [];
  const clock = { now: () => nowMs, after: () => () => undefined };
  const report = pacedProgress(({ what, doneBytes }) => heard.push(`${nowMs} ${what} ${doneBytes}`), clock);

  for (const [atMs, what, doneBytes] of [
    [0, 'a', 1],
    [100, 'a', 2],
    [250, 'a', 3],
    [300, 'b', 1],
    [310, 'b', 2],
    [320, 'b', 9],
  ] as const) {
    nowMs = atMs;
    report({ what, doneBytes, totalBytes: 9 });
  }

  expect(heard).toEqual(['0 a 1', '250 a 3', '300 b 1', '320 b 9']);
});
