import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { ConnectError } from '../transport/errors.ts';
import { openConnection } from '../transport/open-connection.ts';
import type { Connection } from '../transport/connection.ts';
import { systemClock } from './clock.ts';
import { ends, localOptions, openStage, resultOf } from './testing/play-out.ts';

/** A machine that nobody reaches. */
function unreachable(host: string): Connection {
  const refuse = () => Promise.reject(new ConnectError(host, 'connection refused'));
  return {
    host,
    ask: refuse,
    execute: refuse,
    send: refuse,
    receive: refuse,
    hold: refuse,
    warm: () => undefined,
    reset: () => Promise.resolve(),
    roundTrips: 0,
    lockFiles: [],
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

test('a machine that cannot be reached leaves the run, the others go on; unreachable wins over failed', async () => {
  await using stage = await openStage(['a', 'b', 'c']);

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - name: passed over
      command: "true"
      ignore_unreachable: true
    - name: reach
      command: "true"
      ignore_errors: true
    - name: break c
      command: "false"
      when: inventory_hostname == "c"
    - name: last
      debug: { msg: hello }
`,
    {
      options: {
        connect: (host) =>
          host.name === 'b' ? unreachable('b') : openConnection(host, localOptions(stage.folder)),
      },
    },
  );

  expect(played.status).toBe('unreachable');
  expect(ends(played)).toEqual([
    'a | passed over | changed',
    'b | passed over | unreachable ignored',
    'c | passed over | changed',
    'a | reach | changed',
    'b | reach | unreachable',
    'c | reach | changed',
    'a | break c | skipped',
    'c | break c | failed',
    'a | last | ok',
  ]);
  expect(resultOf(played, 'reach', 'b')['msg']).toBe('b: connection refused');
});

test('no_log hides what a task says, and secrets are scrubbed everywhere', async () => {
  await using stage = await openStage();

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - name: hidden
      command: "echo {{ item }}"
      loop: [hunter1]
      no_log: true
      register: out
    - name: scrubbed
      command: echo hunter2
    - name: known to later tasks
      debug: { msg: hello }
      when: out.results[0].stdout == "hunter1"
`,
    { options: { scrub: (text) => text.replaceAll('hunter2', '***') } },
  );

  expect(JSON.stringify(played.events)).not.toMatch(/hunter/);
  expect(resultOf(played, 'hidden')).toEqual({
    censored: 'hidden: the task has `no_log`',
    changed: true,
    failed: false,
  });
  expect(resultOf(played, 'scrubbed')).toMatchObject({ stdout: '***' });
  expect(ends(played).at(-1)).toBe('a | known to later tasks | ok');
});

test('Ctrl-C ends what runs, begins nothing more, and says what was stopped', async () => {
  await using stage = await openStage();
  const interrupt = new AbortController();

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - name: long
      shell: trap 'echo ended > {{ folder }}/end; exit 1' TERM; echo begun; while :; do sleep 0.05; done
    - name: never
      debug: { msg: hello }
`,
    {
      options: { signal: interrupt.signal, verbosity: 1 },
      onEvent: (event) => {
        if (event.type === 'output' && event.text === 'begun') interrupt.abort();
      },
    },
  );

  expect(played.status).toBe('interrupted');
  expect(ends(played)).toEqual([]);
  expect(played.events.at(-1)).toMatchObject({ type: 'run-finished', left: ['a: long (stopped)'] });
  expect(await readFile(join(stage.folder, 'end'), 'utf8')).toBe('ended\n');
});

test('Ctrl-C twice ends the run at once', async () => {
  await using stage = await openStage();
  const [interrupt, kill] = [new AbortController(), new AbortController()];
  const stuck = Promise.withResolvers<never>();
  const begun = Promise.withResolvers<undefined>();

  const playing = stage.play(
    '- hosts: all\n  gather_facts: false\n  tasks:\n    - name: stuck\n      command: "true"\n',
    {
      options: {
        signal: interrupt.signal,
        kill: kill.signal,
        clock: { now: () => systemClock.now(), after: () => () => undefined },
        connect: ({ name }) => ({
          ...unreachable(name),
          execute: () => {
            begun.resolve(undefined);
            return stuck.promise;
          },
        }),
      },
    },
  );
  await begun.promise;
  interrupt.abort();
  kill.abort();
  const played = await playing;

  expect(played.status).toBe('interrupted');
  expect(played.events.at(-1)).toMatchObject({ left: ['a: stuck (may still run)'] });
});
