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
