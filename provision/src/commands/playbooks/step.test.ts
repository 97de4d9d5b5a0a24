import { PassThrough } from 'node:stream';
import type { ReadStream } from 'node:tty';

import { expect, test } from 'vitest';

import type { TaskTitle } from '../../run/event.ts';
import { askBeforeEach, stepMistake } from './step.ts';

function terminal({ isTTY = true, isTerminal = true } = {}) {
  const input = Object.assign(new PassThrough(), { isTTY }) as unknown as ReadStream & PassThrough;
  const asked: string[] = [];
  const stop = new AbortController();
  const unused = () => undefined;
  const output = {
    print: unused,
    note: (text: string) => void asked.push(text),
    progress: unused,
    useColor: false,
    isTerminal,
    columns: 80,
    rows: 25,
  };
  return { context: { input, output, stop: stop.signal }, asked, stop, input };
}

const task = (name: string) => ({ name }) as TaskTitle;

test('yes, no, nothing, what is neither, and continue', async () => {
  const { context, asked, input } = terminal();
  const confirm = askBeforeEach(context);
  const answers: boolean[] = [];
  for (const [name, typed] of [
    ['a', 'y\n'],
    ['b', 'N\n'],
    ['c', '\n'],
    ['d', 'what\nyes\n'],
    ['e', 'c\n'],
    ['f', ''],
  ] as const) {
    const answer = confirm(task(name));
    for (const line of typed.match(/.*\n/g) ?? []) {
      await new Promise(setImmediate);
      input.write(line);
    }
    answers.push(await answer);
  }

  expect(answers).toEqual([true, false, false, true, true, true]);
  expect(asked.map((text) => text.replace(' (N)o/(y)es/(c)ontinue: ', ''))).toEqual(
    ['a', 'b', 'c', 'd', 'd', 'e'].map((name) => `Perform task: ${name}`),
  );
});

test('Ctrl-C ends the question', async () => {
  const { context, stop } = terminal();
  const answer = askBeforeEach(context)(task('a'));
  await new Promise(setImmediate);
  stop.abort();
  expect(await answer).toBe(false);
});

test.each([{ isTTY: false }, { isTerminal: false }])('without a terminal: %j', (without) => {
  expect(stepMistake(terminal(without).context)).toBe(
    '--step asks before each task, and there is no terminal to ask on',
  );
  expect(stepMistake(terminal().context)).toBeUndefined();
});
