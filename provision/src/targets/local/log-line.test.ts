import { expect, test } from 'vitest';

import { shortenLine } from './log-line.ts';

const line = (fields: object) =>
  shortenLine(
    JSON.stringify({ level: 'info', time: '2026-01-01T00:00:00Z', service: 'app', version: '1', ...fields }),
  );

test.each([
  [
    'a request',
    { msg: 'request', method: 'GET', route: '/version', status: 200, durationMs: 1.26, requestId: 'x' },
    'info',
    'GET /version 200 1.3 ms',
  ],
  [
    'a slow request',
    { msg: 'request', method: 'POST', route: '/predict', status: 200, durationMs: 123.4 },
    'info',
    'POST /predict 200 123 ms',
  ],
  [
    'a refused request',
    { level: 'warn', msg: 'request', method: 'GET', route: '/', status: 429, durationMs: 0.1, flags: 'RL' },
    'warn',
    'GET / 429 RL 0.1 ms',
  ],
  [
    'anything else, with its fields',
    { msg: 'listening', port: 1, host: 'h', more: { a: 1 } },
    'info',
    'listening port=1 host=h more={"a":1}',
  ],
  [
    'an error, by its message',
    { level: 'error', msg: 'failed', err: { message: 'no', stack: 'long' } },
    'error',
    'failed err=no',
  ],
  ['a fatal one', { level: 'fatal', msg: 'over' }, 'error', 'over'],
])('%s', (_name, fields, level, text) => {
  expect(line(fields)).toEqual({ level, text });
});

test('what is below info stays in the file', () => {
  expect(line({ level: 'debug', msg: 'x' })).toBeUndefined();
});

test('plain text is shown as an error: our services write JSON', () => {
  expect(shortenLine('Error: no')).toEqual({ level: 'error', text: 'Error: no' });
  expect(shortenLine('{ no json')).toEqual({ level: 'error', text: '{ no json' });
  expect(shortenLine('  ')).toBeUndefined();
});

test('nothing in a line can move the cursor, and no line is endless', () => {
  expect(line({ msg: 'a\u001b[2Jb\nc\u0007' })?.text).toBe('ab c ');
  expect(line({ msg: 'x'.repeat(1000) })?.text).toHaveLength(301);
});
