import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

import { bufferedOutput } from './buffered-output.ts';

let directory: string;
let fd: number;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'output-'));
  fd = openSync(join(directory, 'log'), 'w');
});
afterEach(() => {
  closeSync(fd);
  rmSync(directory, { recursive: true });
});

const written = (): string => readFileSync(join(directory, 'log'), 'utf8');

test('lines go out together: after the wait, when there are many, and at the end', () => {
  const timers: { callback: () => void; delayMs: number }[] = [];
  const exits: (() => void)[] = [];
  const output = bufferedOutput(fd, {
    schedule: (callback, delayMs) => timers.push({ callback, delayMs }),
    atExit: (callback) => exits.push(callback),
  });

  output.write('a\n');
  output.write('b\n');
  expect([written(), timers.map(({ delayMs }) => delayMs)]).toEqual(['', [50]]);
  timers.pop()?.callback();
  expect(written()).toBe('a\nb\n');

  output.write(`${'c'.repeat(5000)}\n`);
  expect(written()).toHaveLength(4 + 5001);

  output.write('d\n');
  exits[0]?.();
  expect(written().endsWith('c\nd\n')).toBe(true);
});
