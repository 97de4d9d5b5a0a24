import { expect, test } from 'vitest';

import { ends, openStage, resultOf } from './testing/play-out.ts';

test('a failure is rescued; always runs in any case', async () => {
  await using stage = await openStage(['a', 'b']);

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  tasks:
    - block:
        - name: break a
          command: "false"
          when: inventory_hostname == "a"
        - name: go on
          debug: { msg: hello }
      rescue:
        - name: see to it
          debug: { msg: "{{ ansible_failed_task.name }}: {{ ansible_failed_result.rc }}" }
      always:
        - name: tidy up
          debug: { msg: hello }
    - block:
        - name: break b
          command: "false"
          when: inventory_hostname == "b"
      always:
        - name: tidy up again
          debug: { msg: hello }
    - name: at the end
      debug: { msg: hello }
`);

  expect(ends(played)).toEqual([
    'a | break a | failed rescued',
    'b | break a | skipped',
    'b | go on | ok',
    'a | see to it | ok',
    'a | tidy up | ok',
    'b | tidy up | ok',
    'a | break b | skipped',
    'b | break b | failed',
    'a | tidy up again | ok',
    'b | tidy up again | ok',
    'a | at the end | ok',
  ]);
  expect(resultOf(played, 'see to it')['msg']).toBe('break a: 1');
  expect(played.status).toBe('failed');
});

test('any_errors_fatal takes all machines out, run_once fails for all', async () => {
  await using stage = await openStage(['a', 'b']);
  const playbook = (keyword: string) => `
- hosts: all
  gather_facts: false
  tasks:
    - name: break
      command: "false"
      when: inventory_hostname == "a"
      ${keyword}: true
    - name: later
      debug: { msg: hello }
- hosts: all
  gather_facts: false
  tasks:
    - name: next play
      debug: { msg: hello }
`;

  const fatal = await stage.play(playbook('any_errors_fatal'));
  const once = await stage.play(playbook('run_once'));

  expect(ends(fatal)).toEqual(['a | break | failed', 'b | break | skipped']);
  expect(ends(once)).toEqual(['a | break | failed']);
});

test('a batch that is lost as a whole ends the run', async () => {
  await using stage = await openStage(['a', 'b', 'c']);

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  serial: [1, 2]
  tasks:
    - name: break
      command: "false"
      when: inventory_hostname != "a"
- hosts: all
  gather_facts: false
  tasks:
    - name: next play
      debug: { msg: hello }
`);

  expect(ends(played)).toEqual(['a | break | skipped', 'b | break | failed', 'c | break | failed']);
});
