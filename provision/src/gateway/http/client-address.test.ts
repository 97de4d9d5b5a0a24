import { expect, test } from 'vitest';

import { clientAddress } from './client-address.ts';

const PEER = '192.0.2.1';

// With 1 and 2 trusted hops: what Envoy 1.40 took them for.
test.each([
  [undefined, 0, PEER],
  ['1.2.3.4', 0, PEER],
  [undefined, 1, PEER],
  ['1.2.3.4', 1, '1.2.3.4'],
  ['5.6.7.8, 1.2.3.4', 1, '1.2.3.4'],
  ['5.6.7.8,1.2.3.4', 2, '5.6.7.8'],
  ['1.2.3.4', 2, PEER],
  ['garbage', 1, PEER],
  ['1.2.3.4:99', 1, PEER],
  ['::1', 1, '::1'],
  [' 1.2.3.4 ', 1, '1.2.3.4'],
  ['1.2.3.4,', 1, PEER],
  ['1.2.3.4,', 2, '1.2.3.4'],
])('%j with %d trusted hops is %s', (forwardedFor, hops, expected) => {
  expect(clientAddress(PEER, forwardedFor, hops)).toBe(expected);
});

test('an IPv4 address in the form of IPv6 is the IPv4 address', () => {
  expect(clientAddress('::ffff:192.0.2.1', undefined, 0)).toBe(PEER);
  expect(clientAddress('2001:db8::1', undefined, 0)).toBe('2001:db8::1');
});
