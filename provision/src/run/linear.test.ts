import { expect, test } from 'vitest';

import { ends, openStage } from './testing/play-out.ts';

test('tasks run one after the other, each on every machine; changed, ok, skipped and failed', async () => {
  await using stage = await openStage(['a', 'b']);
  const playbook = `
- hosts: all
  gather_facts: false
  tasks:
    - name: make
      file: { path: "{{ folder }}/{{ inventory_hostname }}", state: directory, mode: "0755" }
    - name: only on b
      debug: { msg: hello }
      when: inventory_hostname == "b"
    - name: break a
      command: "false"
      when: inventory_hostname == "a"
    - name: later
      command: echo hello
      changed_when: false
`;

  const first = await stage.play(playbook);
  const second = await stage.play(playbook);

  expect(first.status).toBe('failed');
  expect(ends(first)).toEqual([
    'a | make | changed',
    'b | make | changed',
    'a | only on b | skipped',
    'b | only on b | ok',
    'a | break a | failed',
    'b | break a | skipped',
    'b | later | ok',
  ]);
  expect(ends(second).slice(0, 2)).toEqual(['a | make | ok', 'b | make | ok']);
  expect(first.events.at(-1)).toMatchObject({
    type: 'run-finished',
    recap: {
      a: { ok: 1, changed: 1, failed: 1, skipped: 1, unreachable: 0, rescued: 0, ignored: 0, unknown: 0 },
      b: { ok: 3, changed: 1, failed: 0, skipped: 1 },
    },
  });
});
