import { expect, test } from 'vitest';

import { systemClock } from './clock.ts';
import { ends, openStage, resultOf } from './testing/play-out.ts';

/** Pauses are over at once; what they would have taken is counted. */
function hurriedClock() {
  const delays: number[] = [];
  return {
    delays,
    clock: {
      now: () => systemClock.now(),
      after: (delayMs: number, callback: () => void) => {
        if (delayMs < 10_000) delays.push(delayMs);
        return systemClock.after(delayMs < 10_000 ? 0 : delayMs, callback);
      },
    },
  };
}

test('a task is tried until its condition holds, and says how often', async () => {
  await using stage = await openStage();
  const { clock, delays } = hurriedClock();

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - name: count
      shell: echo x >> {{ folder }}/tries; wc -l < {{ folder }}/tries
      register: tries
      until: int(tries.stdout) >= 3
      retries: 5
      delay: 2
    - name: never
      command: "false"
      retries: 2
      delay: 1
`,
    { options: { clock } },
  );

  expect(ends(played)).toEqual(['a | count | changed', 'a | never | failed']);
  expect(resultOf(played, 'count')).toMatchObject({ attempts: 3, stdout: '3' });
  expect(resultOf(played, 'never')).toMatchObject({ attempts: 2, rc: 1 });
  expect(delays).toEqual([2000, 2000, 1000, 1000]);
  const retries = played.events.flatMap((event) =>
    event.type === 'retry' ? [`${event.attempt}/${event.of}`] : [],
  );
  expect(retries).toEqual(['1/5', '2/5', '1/2', '2/2']);
});

test('every try looks anew', async () => {
  await using stage = await openStage();
  const { clock } = hurriedClock();

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - name: begin
      shell: (sleep 0.3; touch {{ folder }}/late) >/dev/null 2>&1 &
    - name: wait
      stat: { path: "{{ folder }}/late" }
      register: late
      until: late.stat.exists
      retries: 500
`,
    { options: { clock } },
  );

  expect(ends(played)).toEqual(['a | begin | changed', 'a | wait | ok']);
});

test('a time-out ends all that the task began', async () => {
  await using stage = await openStage();

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  tasks:
    - name: slow
      shell: (trap 'echo ended > {{ folder }}/end; exit' TERM; while :; do sleep 0.1; done) & wait
      timeout: 1
      ignore_errors: true
    - name: ended
      command: cat {{ folder }}/end
      changed_when: false
      register: end
      until: end.rc == 0
      retries: 20
      delay: 0.1
`);

  expect(ends(played)).toEqual(['a | slow | failed ignored', 'a | ended | ok']);
  expect(resultOf(played, 'slow')['msg']).toBe('timed out after 1 seconds (`timeout` of the task)');
});
