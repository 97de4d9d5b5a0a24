import { expect, test } from 'vitest';

import { outputLines } from './output-lines.ts';

function collect() {
  const got: string[] = [];
  return { got, lines: outputLines((stream, text) => got.push(`${stream}: ${text}`)) };
}

test('whole lines go together as they come; what has no end waits', () => {
  const { got, lines } = collect();
  lines.push('stdout', Buffer.from('one\ntwo\nth'));
  lines.push('stderr', Buffer.from('error'));
  lines.push('stdout', Buffer.from('ree\n'));
  lines.push('stdout', Buffer.from('last'));
  expect(got).toEqual(['stdout: one\ntwo', 'stdout: three']);
  lines.end();
  expect(got.slice(2)).toEqual(['stdout: last', 'stderr: error']);
});

test('a character that was cut in two is put together', () => {
  const { got, lines } = collect();
  const [first, second] = [Buffer.from('é\n').subarray(0, 1), Buffer.from('é\n').subarray(1)];
  lines.push('stdout', first);
  lines.push('stdout', second);
  expect(got).toEqual(['stdout: é']);
});

test('many lines come in pieces, and no line is cut', () => {
  const { got, lines } = collect();
  const line = 'x'.repeat(40_000);
  const long = 'y'.repeat(200_000);
  lines.push('stdout', Buffer.from(`${line}\n${line}\n${long}\n${line}\n`));
  expect(got).toEqual([line, line, long, line].map((each) => `stdout: ${each}`));
});
