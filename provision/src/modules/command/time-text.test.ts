import { expect, it } from 'vitest';

import { deltaText, timeText } from './time-text.ts';

it.each([
  [0, '0:00:00.000000'],
  [7.1145, '0:00:00.007114'],
  [61_250, '0:01:01.250000'],
  [86_400_000 + 3_600_000, '1 day, 1:00:00.000000'],
  [3 * 86_400_000 - 1, '2 days, 23:59:59.999000'],
])('%d ms', (durationMs, text) => {
  expect(deltaText(durationMs)).toBe(text);
});

it('writes a moment as Ansible does', () => {
  expect(timeText('2026-11-21T07:04:50.123Z')).toBe('2026-11-21 07:04:50.123000');
});
