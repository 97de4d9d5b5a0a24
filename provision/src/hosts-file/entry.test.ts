import { expect, test } from 'vitest';

import { addressOf, withLine, withoutLines } from './entry.ts';

const TEXT = '127.0.0.1\tlocalhost\n# 10.0.0.9 app.remla.local\n10.0.0.7 Other app.Remla.local # by hand\n';
const LINE = { address: '192.168.56.110', name: 'app.remla.local' };

test('the first line with the name says its address; comments say nothing', () => {
  expect(addressOf(TEXT, 'app.remla.local')).toBe('10.0.0.7');
  expect(addressOf(TEXT, 'localhost')).toBe('127.0.0.1');
  expect(addressOf(TEXT, 'remla.local')).toBeUndefined();
});

test('our line comes behind the others, and goes without a trace', () => {
  const added = withLine(TEXT, LINE);
  expect(added).toBe(`${TEXT}192.168.56.110 app.remla.local # remla-lab\n`);
  expect(withoutLines(added)).toBe(TEXT);
  expect(withLine(added, LINE)).toBe(added);
});

test('a line of ours with another address is replaced', () => {
  const old = withLine(TEXT, { ...LINE, address: '10.1.1.1' });
  expect(withLine(old, LINE)).toBe(withLine(TEXT, LINE));
});

test('a file without a line break at its end gets one', () => {
  expect(withLine('::1 localhost', LINE)).toBe('::1 localhost\n192.168.56.110 app.remla.local # remla-lab\n');
  expect(withLine('', LINE)).toBe('192.168.56.110 app.remla.local # remla-lab\n');
});
