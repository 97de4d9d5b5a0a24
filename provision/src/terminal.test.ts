import { expect, test } from 'vitest';

import { openTerminal } from './terminal.ts';

function open(isTTY: boolean, environment: Record<string, string> = {}) {
  const written: string[] = [];
  const stream = (name: string) => ({
    isTTY,
    columns: 80,
    write: (text: string) => {
      written.push(`${name} ${JSON.stringify(text)}`);
      return true;
    },
    on: () => undefined,
    writableLength: 0,
  });
  const terminal = openTerminal(stream('out') as never, stream('err') as never, environment);
  return { terminal, written };
}

test('in a terminal, lines are written around the progress line', () => {
  const { terminal, written } = open(true);
  terminal.progress('1 of 2');
  terminal.print('hello\n');
  terminal.progress(undefined);
  const [begin, clear, end] = ['\u001b[?2026h', '\r\u001b[2K', '\u001b[?2026l'];
  expect(written).toEqual([
    `err ${JSON.stringify(`${begin}${clear}1 of 2${end}`)}`,
    `err ${JSON.stringify(begin + clear)}`,
    'out "hello\\n"',
    `err ${JSON.stringify(`1 of 2${end}`)}`,
    `err ${JSON.stringify(begin + clear + end)}`,
  ]);
});

test('progress of several lines is taken away line by line', () => {
  const { terminal, written } = open(true);
  terminal.progress('a\nb\nc');
  written.length = 0;
  terminal.progress(undefined);
  const above = '\u001b[1A\u001b[2K';
  expect(written).toEqual([`err ${JSON.stringify(`\u001b[?2026h\r\u001b[2K${above}${above}\u001b[?2026l`)}`]);
});

test.each([
  ['in a pipe', false, {}],
  ['in CI', true, { CI: 'true' }],
  ['in a terminal that can do nothing', true, { TERM: 'dumb' }],
])('%s there is neither progress nor colour', (_name, isTTY, environment) => {
  const { terminal, written } = open(isTTY, environment);
  terminal.progress('1 of 2');
  terminal.note('hello\n');
  expect(written).toEqual(['err "hello\\n"']);
  expect([terminal.useColor, terminal.isTerminal]).toEqual([false, false]);
});

test('NO_COLOR takes the colour away, and nothing else', () => {
  const { terminal } = open(true, { NO_COLOR: '1' });
  expect([terminal.useColor, terminal.isTerminal]).toEqual([false, true]);
});

test('the end waits until a slow reader has everything', async () => {
  const waiting: (() => void)[] = [];
  const slow = {
    writableLength: 5,
    on: () => undefined,
    write: (_text: string, callback?: () => void) => {
      if (callback) waiting.push(callback);
      return false;
    },
  };
  const done = { writableLength: 0, on: () => undefined, write: () => true };
  const terminal = openTerminal(slow as never, done as never, {});
  let isFlushed = false;
  const flush = terminal.flush().then(() => (isFlushed = true));
  await Promise.resolve();
  expect([isFlushed, waiting.length]).toEqual([false, 1]);
  waiting[0]?.();
  await flush;
  expect(isFlushed).toBe(true);
});
