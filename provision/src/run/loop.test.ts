import { expect, test } from 'vitest';

import { ends, openStage, resultOf } from './testing/play-out.ts';

test('a loop registers its items, and its end is the worst of them', async () => {
  await using stage = await openStage();

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  tasks:
    - name: three
      command: "sh -c 'echo {{ item.name }}; exit {{ item.code }}'"
      loop: [{ name: one, code: 0 }, { name: two, code: 3 }, { name: three, code: 0 }]
      loop_control: { label: "{{ item.name }}", index_var: at }
      register: out
      ignore_errors: true
    - name: read
      debug: { msg: "{{ out.results.[1].rc }} {{ out.results.[2].stdout }} {{ out.results.[2].at }}" }
    - name: even ones
      debug: { msg: "{{ number }} of {{ ansible_loop.length }}" }
      loop: [1, 2]
      loop_control: { loop_var: number, extended: true }
      when: number == 2
      register: even
    - name: skipped alone
      debug: { msg: "{{ even.results.[0].skipped }} {{ even.results.[1].msg }} {{ even.skipped }}" }
    - name: none
      debug: { msg: never }
      loop: []
`);

  expect(ends(played)).toEqual([
    'a | three | failed ignored',
    'a | read | ok',
    'a | even ones | ok',
    'a | skipped alone | ok',
    'a | none | skipped',
  ]);
  expect(resultOf(played, 'read')['msg']).toBe('3 three 2');
  expect(resultOf(played, 'skipped alone')['msg']).toBe('true 2 of 2 false');
  const items = played.events.flatMap((event) => (event.type === 'item-finished' ? [event] : []));
  expect(
    items.slice(0, 3).map(({ label, index, count, outcome }) => [label, index, count, outcome.status]),
  ).toEqual([
    ['one', 0, 3, 'changed'],
    ['two', 1, 3, 'failed'],
    ['three', 2, 3, 'changed'],
  ]);
});

test('a list that cannot be had fails a task, unless the task is skipped anyway', async () => {
  await using stage = await openStage();

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  vars: { known: { list: [1] } }
  tasks:
    - name: skipped
      debug: { msg: hello }
      loop: "{{ known.lisst }}"
      when: false
    - name: failed
      debug: { msg: hello }
      loop: "{{ known.lisst }}"
`);

  expect(ends(played)).toEqual(['a | skipped | skipped', 'a | failed | failed']);
  expect(resultOf(played, 'failed')['msg']).toMatch(
    /^site\.yml:12:\d+: .*\n {2}12 \| +loop: "\{\{ known\.lisst \}\}"\n/,
  );
});

test('a set_fact of one item is seen by the next', async () => {
  await using stage = await openStage();

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  tasks:
    - set_fact: { sum: 0 }
    - name: add
      set_fact: { sum: "{{ cel 'sum + item' }}" }
      loop: [1, 2, 3]
    - name: read
      debug: { msg: "{{ sum }}" }
`);

  expect(resultOf(played, 'read')['msg']).toBe(6);
});
