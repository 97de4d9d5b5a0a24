import { afterEach, beforeEach, expect, test, vi } from 'vitest';

import { watchForOrphanage } from './orphan.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('calls back once when the parent has changed, and not before', () => {
  let parent = 100;
  const onOrphaned = vi.fn<() => void>();
  watchForOrphanage(() => parent, onOrphaned);
  vi.advanceTimersByTime(10_000);
  expect(onOrphaned).not.toHaveBeenCalled();
  parent = 1;
  vi.advanceTimersByTime(10_000);
  expect(onOrphaned).toHaveBeenCalledTimes(1);
});
