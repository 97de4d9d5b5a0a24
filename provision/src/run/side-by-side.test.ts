import { expect, test } from 'vitest';

import { sideBySide } from './side-by-side.ts';

test('never more than the limit at once; the values stand in the order of the items', async () => {
  let now = 0;
  let most = 0;

  const values = await sideBySide([5, 4, 3, 2, 1], 2, async (item) => {
    now += 1;
    most = Math.max(most, now);
    for (let turn = 0; turn < item; turn += 1) await Promise.resolve();
    now -= 1;
    return item * 10;
  });

  expect(values).toEqual([50, 40, 30, 20, 10]);
  expect(most).toBe(2);
});

test('a failure goes up when everything has stopped', async () => {
  const done: number[] = [];

  const work = sideBySide([1, 2, 3], 3, async (item) => {
    if (item === 1) throw new RangeError('one');
    await new Promise((resolve) => setImmediate(resolve));
    done.push(item);
  });

  await expect(work).rejects.toThrow(new RangeError('one'));
  expect(done).toEqual([2, 3]);
});
