import { expect, test } from 'vitest';

import type { RunEvent } from '../run/event.ts';
import { widthOf } from '../source/width.ts';
import { liveReport } from './live.ts';
import { painter } from './paint.ts';
import { sampleRun } from './testing/sample-run.ts';

/** A report on a screen that keeps what was printed and what stood below it at each frame. */
function play(columns: number, rows = 24, events = sampleRun()) {
  const printed: string[] = [];
  const frames: string[] = [];
  let last: string | undefined;
  let nowMs = 0;
  let draw = () => {};
  const screen = {
    columns,
    rows,
    print: (text: string) => void printed.push(text),
    progress: (text: string | undefined) => {
      last = text;
      if (text !== undefined) frames.push(text);
    },
  };
  const ticker = {
    now: () => nowMs,
    every: (_intervalMs: number, callback: () => void) => {
      draw = callback;
      return () => {
        draw = () => {};
      };
    },
  };
  const report = liveReport(screen, { paint: painter(false), verbosity: 0 }, ticker);
  for (const event of events) {
    nowMs = event.atMs + 1500;
    report.sink(event);
    draw();
  }
  return { lines: printed.join('').split('\n'), frames, end: report.end, last: () => last };
}

test('a line for each machine that works: its task, the time, what it waits for', () => {
  const { frames } = play(80);
  expect(frames).toContain(
    [
      '  controller  Packages that every machine needs                           1.5 s',
      '  node1       Packages that every machine needs                           1.5 s',
      '  node2       Packages that every machine needs                           1.5 s',
    ].join('\n'),
  );
  expect(frames.some((frame) => /node2 .*The cluster answers · port 6443 is closed/.test(frame))).toBe(true);
});

test('what is done scrolls above: one line a task, with the machines that differ', () => {
  const { lines } = play(90);
  expect(
    lines.filter((line) => /^ {2}\w/.test(line)).map((line) => line.replace(/ +[\d.]+ m?s$/, '')),
  ).toEqual([
    '  ok          Gathering facts',
    '  changed     Packages that every machine needs · changed node1 controller, ok node2',
    '  skipped     Swap is off',
    '  changed     Kernel modules for the network',
    '  changed     A motd that says what this is',
    '  ok          What is it <script>alert("x")</script> & more',
    '  failed      Time is right · failed node1, ok controller node2, ignored',
    '  failed      The cluster answers · failed node2, ok node1 controller',
    '  unreachable handler: Restart the journal · unreachable node1, changed controller',
  ]);
});

test('a task that is done is no longer below, and tasks that run at the same time both end above', () => {
  const at = (event: object) => ({ atMs: 0, ...event }) as RunEvent;
  const outcome = { status: 'ok', result: {}, diff: [], durationMs: 1, roundTrips: 1 };
  const task = (id: string) =>
    at({ type: 'task-started', task: { id, name: id, module: 'command', section: 'tasks' } });
  const start = (taskId: string) => at({ type: 'host-started', taskId, host: 'h' });
  const end = (taskId: string) =>
    at({ type: 'host-finished', taskId, host: 'h', items: 0, notified: [], outcome });
  const play1 = at({ type: 'play-started', name: 'p', hosts: ['h'], batch: 0, playId: 'p' });
  const { lines, last } = play(60, 24, [
    play1,
    task('a'),
    task('b'),
    start('a'),
    start('b'),
    end('b'),
    end('a'),
  ]);
  expect(lines.filter((line) => /^ {2}ok/.test(line)).map((line) => line.slice(14, 15))).toEqual(['b', 'a']);
  expect(last()).toBeUndefined();
});

test.each([40, 60, 80, 200])('no line of a frame is wider than %d columns', (columns) => {
  const { frames } = play(columns);
  const widths = frames.flatMap((frame) => frame.split('\n')).map(widthOf);
  expect(Math.max(...widths)).toBeLessThan(columns);
});

test('more machines than rows are counted', () => {
  const { frames } = play(80, 5);
  expect(frames.some((frame) => frame.endsWith('… and 2 more machines'))).toBe(true);
});

test('at the end nothing stays below', () => {
  const { last, end } = play(80);
  void end();
  expect(last()).toBeUndefined();
});
