import { expect, it } from 'vitest';

import { lastAnswer } from './response-headers.ts';

it.each([
  ['HTTP/1.1 200 OK\r\nA: b: c\r\n\r\n', { status: 200, reason: 'OK', headers: { a: 'b: c' } }],
  [
    'HTTP/1.1 302 Found\r\nLocation: /x\r\n\r\nHTTP/2 204 \r\nX-Y: 1\r\n\r\n',
    { status: 204, reason: '', headers: { 'x-y': '1' } },
  ],
  [
    '  HTTP/1.0 404 Not Found\n  Server: s\nhttp://x: ERROR 404\n',
    { status: 404, reason: 'Not Found', headers: { server: 's', http: '//x: ERROR 404' } },
  ],
  ['nobody answers', undefined],
  ['', undefined],
])('%j', (text, head) => {
  expect(lastAnswer(text)).toEqual(head);
});
