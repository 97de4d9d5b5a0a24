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
  });
  const terminal = openTerminal(stream('out') as never, stream('err') as never, environment);
  return { terminal, written };
}

test('in a terminal, lines are written around the progress line', () => {
  const { terminal, written } = open(true);
  terminal.progress('1 of 2');
  terminal.print('hello\n');
  terminal.progress(undefined);
  const clear = '\r\u001b[2K';
  expect(written).toEqual([
    `err ${JSON.stringify(`${clear}1 of 2`)}`,
    `err ${JSON.stringify(clear)}`,
    'out "hello\\n"',
    'err "1 of 2"',
    `err ${JSON.stringify(clear)}`,
  ]);
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
