import { expect, test } from 'vitest';

import { createScreen } from './screen.ts';

function screen() {
  const shown: string[] = [];
  let nowMs = 0;
  const output = {
    print: () => {},
    note: (text: string) => void shown.push(text.slice(9)),
    progress: () => {},
    useColor: false,
    isTerminal: false,
    columns: 80,
    rows: 25,
  };
  return {
    shown,
    screen: createScreen(output, () => nowMs, 6),
    setNow: (ms: number) => {
      nowMs = ms;
    },
  };
}

const INFO = '{"level":"info","msg":"hello"}';

test('first nothing is shown, then everything, then only what is wrong', () => {
  const { shown, screen: own } = screen();
  for (const next of ['nothing', 'all', 'problems'] as const) {
    own.setShown(next);
    own.show('app-v1', INFO);
    own.show('app-v1', '{"level":"warn","msg":"oh"}');
  }
  expect(shown).toEqual(['app-v1  hello\n', 'app-v1  oh\n', 'app-v1  oh\n']);
});

test('of more lines than can be read only the number is shown, when the second is over', () => {
  const { shown, screen: own, setNow } = screen();
  own.setShown('all');
  for (let index = 0; index < 100; index++) own.show('app-v1', INFO);
  setNow(1000);
  own.show('app-v1', INFO);
  expect(shown).toHaveLength(32);
  expect(shown.slice(-2)).toEqual(['… 70 more lines, in the log files\n', 'app-v1  hello\n']);
});
