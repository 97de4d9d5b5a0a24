import { expect, test } from 'vitest';

import { ends, openStage, resultOf } from './testing/play-out.ts';

test('a delegated task keeps its own machine’s variables; run_once gives all the result', async () => {
  await using stage = await openStage(['a', 'b']);

  const played = await stage.play(`
- hosts: only_a
  gather_facts: false
  tasks:
    - name: elsewhere
      command: "echo {{ inventory_hostname }}"
      delegate_to: b
      register: out
    - name: at home
      command: "echo {{ out.stdout }}"
      delegate_to: localhost
    - name: nowhere
      command: "true"
      delegate_to: "{{ out.stdout }}x"
      ignore_errors: true
- hosts: all
  gather_facts: false
  tasks:
    - name: once
      command: echo once
      run_once: true
      register: shared
    - name: everywhere
      debug: { msg: "{{ shared.stdout }} {{ hostvars.a.out.stdout }}" }
`);

  expect(ends(played)).toEqual([
    'a | elsewhere | changed',
    'a | at home | changed',
    'a | nowhere | failed ignored',
    'a | once | changed',
    'a | everywhere | ok',
    'b | everywhere | ok',
  ]);
  expect(played.events.find((event) => event.type === 'host-finished')).toMatchObject({ delegate: 'b' });
  expect(resultOf(played, 'everywhere', 'b')['msg']).toBe('once a');
  expect(resultOf(played, 'nowhere')['msg']).toMatch(/^site\.yml:14:\d+: the inventory has no host `ax`/);
});
