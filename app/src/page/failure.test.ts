import { expect, test } from 'vitest';

import { type Failure, failureOf, failureOfError } from './failure.ts';

const NOW_MS = 0;

test.each<[number, string, Record<string, string>, Failure]>([
  [
    429,
    'local_rate_limited',
    { 'x-ratelimit-limit': '20', 'x-ratelimit-reset': '3' },
    { kind: 'limited', allowance: { limit: 20, remaining: undefined, waitSeconds: 3 } },
  ],
  [
    422,
    '{"detail": "Why.", "errors": [{"detail": "Too long."}]}',
    {},
    { kind: 'refused', reason: 'Too long.' },
  ],
  [400, '{"detail": "Why."}', {}, { kind: 'refused', reason: 'Why.' }],
  [413, '<html>', {}, { kind: 'refused', reason: 'The service cannot read this address.' }],
  [422, '{"errors": []}', {}, { kind: 'refused', reason: 'The service cannot read this address.' }],
  [503, '', { 'retry-after': '2' }, { kind: 'unavailable', waitSeconds: 2 }],
  [503, '', {}, { kind: 'unavailable', waitSeconds: undefined }],
  [504, '', {}, { kind: 'late' }],
  [502, '', { 'x-request-id': 'id-1' }, { kind: 'failed', status: 502, requestId: 'id-1' }],
  [500, '', {}, { kind: 'failed', status: 500, requestId: undefined }],
])('%d %s', async (status, body, headers, expected) => {
  expect(await failureOf(new Response(body, { status, headers }), NOW_MS)).toEqual(expected);
});

test('the deadline and a missing network are told apart', () => {
  expect(failureOfError(new DOMException('', 'TimeoutError'))).toEqual({ kind: 'late' });
  expect(failureOfError(new TypeError('Failed to fetch'))).toEqual({ kind: 'unreachable' });
});
