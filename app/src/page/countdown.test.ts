import { beforeEach, expect, test } from 'vitest';

import { type Clock, startCountdown } from './countdown.ts';

let nowMs: number;
let running: Set<() => void>;
let said: string[];
const clock: Clock = {
  now: () => nowMs,
  every: (_intervalMs, callback) => {
    running.add(callback);
    return { stop: () => void running.delete(callback) };
  },
};
const listener = { onTick: (left: number) => void said.push(`${left}`), onEnd: () => void said.push('end') };

function moveTo(ms: number): void {
  nowMs = ms;
  for (const callback of running) callback();
}

beforeEach(() => {
  nowMs = 0;
  running = new Set();
  said = [];
});

test('says each second once, then the end, then nothing', () => {
  startCountdown(3, listener, clock);
  for (let ms = 0; ms <= 4000; ms += 250) moveTo(ms);

  expect(said).toEqual(['3', '2', '1', 'end']);
  expect(running.size).toBe(0);
});

test('goes by the clock: a tab that slept is right at once', () => {
  startCountdown(60, listener, clock);
  moveTo(57_500);
  moveTo(90_000);

  expect(said).toEqual(['60', '3', 'end']);
});

test('stopped, it says no more', () => {
  startCountdown(3, listener, clock).stop();
  moveTo(5000);

  expect(said).toEqual(['3']);
});
