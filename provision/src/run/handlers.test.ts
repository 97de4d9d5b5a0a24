import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { ends, openStage } from './testing/play-out.ts';

test('handlers run once, in the order of their definition, at the end of each section and by flush_handlers', async () => {
  await using stage = await openStage(['a', 'b']);

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  pre_tasks:
    - name: early
      command: "true"
      notify: second
      when: inventory_hostname == "a"
  tasks:
    - name: one
      command: "true"
      notify: [third, "a topic"]
    - name: unchanged
      command: "true"
      changed_when: false
      notify: second
    - meta: flush_handlers
    - name: two
      command: "true"
      notify: third
  handlers:
    - name: first
      listen: a topic
      command: "true"
      notify: second
    - name: second
      debug: { msg: second }
    - name: third
      debug: { msg: third }
`);

  expect(ends(played)).toEqual([
    'a | early | changed',
    'b | early | skipped',
    'a | second | ok',
    'a | one | changed',
    'b | one | changed',
    'a | unchanged | ok',
    'b | unchanged | ok',
    'a | first | changed',
    'b | first | changed',
    'a | second | ok',
    'b | second | ok',
    'a | third | ok',
    'b | third | ok',
    'a | two | changed',
    'b | two | changed',
    'a | third | ok',
    'b | third | ok',
  ]);
  // None of it is taken for an earlier run's.
  expect(played.events.filter(({ type }) => type === 'note')).toEqual([]);
  expect(await readdir(join(stage.folder, 'state/notified'))).toEqual([]);
});

test('a handler that is notified by a later one runs in the same flush', async () => {
  await using stage = await openStage();

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  tasks:
    - name: change
      command: "true"
      notify: later
  handlers:
    - name: earlier
      debug: { msg: hello }
    - name: later
      command: "true"
      notify: earlier
`);

  expect(ends(played)).toEqual(['a | change | changed', 'a | later | changed', 'a | earlier | ok']);
});

test('what was notified before a run came to grief is handled by the next one, with a note', async () => {
  await using stage = await openStage();
  const playbook = (isBroken: boolean) => `
- hosts: all
  gather_facts: false
  tasks:
    - name: configure
      copy: { content: hello, dest: "{{ folder }}/configuration" }
      notify: restart
    - name: break
      command: "false"
      when: ${isBroken}
      changed_when: false
  handlers:
    - name: restart
      command: "true"
`;

  const broken = await stage.play(playbook(true));
  const next = await stage.play(playbook(false));
  const third = await stage.play(playbook(false));

  expect(ends(broken)).toEqual(['a | configure | changed', 'a | break | failed']);
  expect(ends(next)).toEqual(['a | configure | ok', 'a | break | skipped', 'a | restart | changed']);
  expect(next.events.filter(({ type }) => type === 'note')).toMatchObject([
    { host: 'a', text: 'an earlier run ended before the handlers of `restart` ran: they run now' },
  ]);
  expect(ends(third)).toEqual(['a | configure | ok', 'a | break | skipped']);
});

test('what an earlier run had notified is handled where it would have been: after what its handler needs is there', async () => {
  await using stage = await openStage();
  const playbook = (isBroken: boolean) => `
- name: other tasks, the same handlers
  hosts: all
  gather_facts: false
  tasks:
    - name: first
      command: "true"
      changed_when: false
  handlers: &handlers
    - name: restart
      command: "cat {{ folder }}/unit"
- name: the service
  hosts: all
  gather_facts: false
  tasks:
    - name: second
      command: "true"
      changed_when: false
    - meta: flush_handlers
    - name: configure
      copy: { content: hello, dest: "{{ folder }}/configuration" }
      notify: restart
    - name: break
      fail: { msg: broken }
      when: ${isBroken}
    - name: unit
      copy: { content: hello, dest: "{{ folder }}/unit" }
    - meta: flush_handlers
    - name: last
      command: "true"
      changed_when: false
  handlers: *handlers
`;

  const broken = await stage.play(playbook(true));
  const next = await stage.play(playbook(false));

  expect(ends(broken).slice(2)).toEqual(['a | configure | changed', 'a | break | failed']);
  expect(ends(next).slice(2)).toEqual([
    'a | configure | ok',
    'a | break | skipped',
    'a | unit | changed',
    'a | restart | changed',
    'a | last | ok',
  ]);
  expect(await readdir(join(stage.folder, 'state/notified'))).toEqual([]);
});

test('what an earlier run had notified in a task that is gone is handled at the end of its play, and in the first play that can where that is gone', async () => {
  await using stage = await openStage();
  const handlers = `
  handlers:
    - name: restart
      command: "true"
`;
  const broken = (play: string) => `
- name: ${play}
  hosts: all
  gather_facts: false
  tasks:
    - name: configure
      command: "true"
      notify: restart
    - fail: { msg: broken }
${handlers}`;
  const whole = (play: string) => `
- name: ${play}
  hosts: all
  gather_facts: false
  tasks:
    - name: something else
      command: "true"
      changed_when: false
    - meta: flush_handlers
    - name: last
      command: "true"
      changed_when: false
${handlers}`;

  await stage.play(broken('the service'));
  const withoutTask = await stage.play(`${whole('before')}${whole('the service')}`);
  await stage.play(broken('the service'));
  const withoutPlay = await stage.play(`${whole('one')}${whole('two')}`);

  const quiet = ['a | something else | ok', 'a | last | ok'];
  expect(ends(withoutTask)).toEqual([...quiet, ...quiet, 'a | restart | changed']);
  expect(ends(withoutPlay)).toEqual([quiet[0], 'a | restart | changed', quiet[1], ...quiet]);
});
