import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { expect, test } from 'vitest';

import { connectHere, farInventory } from './testing/far.ts';
import { ends, openStage } from './testing/play-out.ts';

const CHECK = { isCheck: true, isDiff: false, forks: 1 };

test('what hangs on a task that was not applied is unknown, and no failure', async () => {
  await using stage = await openStage();

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  vars:
    told: "{{ out.stdout }}"
  tasks:
    - name: not applied
      copy: { content: hello, dest: "{{ folder }}/made" }
      register: made
    - name: known of the prediction
      debug: { msg: "{{ made.changed }}" }
      when: made.changed
    - name: command
      command: cat {{ folder }}/made
      register: out
    - name: condition
      debug: { msg: hello }
      when: out.stdout == "hello"
    - name: argument
      debug: { msg: "{{ told }}" }
    - name: asks whether
      debug: { msg: hello }
      when: defined(made.no_such_field)
    - name: fact
      set_fact: { heard: "{{ out.stdout }}" }
    - name: through a fact
      debug: { msg: "{{ heard }}" }
    - name: an assertion
      assert: { that: out.rc == 0 }
    - name: file that is not there yet
      file: { path: "{{ folder }}/made", state: file }
    - name: look at it
      stat: { path: "{{ folder }}/made" }
      register: look
    - name: what was seen
      debug: { msg: hello }
      when: look.stat.exists
    - name: look elsewhere
      stat: { path: "{{ folder }}/other" }
    - name: really run
      command: echo yes
      check_mode: false
      register: yes_
      changed_when: false
    - name: sees it
      debug: { msg: hello }
      when: yes_.stdout == "yes"
    - name: a mistake of its own
      assert: { that: yes_.stdout == "no" }
`,
    { mode: CHECK },
  );

  expect(ends(played)).toEqual([
    'a | not applied | changed',
    'a | known of the prediction | ok',
    'a | command | skipped',
    'a | condition | unknown',
    'a | argument | unknown',
    'a | asks whether | unknown',
    'a | fact | unknown',
    'a | through a fact | unknown',
    'a | an assertion | unknown',
    'a | file that is not there yet | unknown',
    'a | look at it | unknown',
    'a | what was seen | unknown',
    'a | look elsewhere | ok',
    'a | really run | ok',
    'a | sees it | ok',
    'a | a mistake of its own | failed',
  ]);
  const reasons = played.events.flatMap((event) =>
    event.type === 'host-finished' && event.outcome.status === 'unknown' ? [event.outcome.reason] : [],
  );
  expect(reasons).toEqual([
    'after command',
    'after command',
    'after not applied',
    'after command',
    'after fact',
    'after command',
    'after not applied',
    'after not applied',
    'after look at it',
  ]);
});

test('a file that a task would have brought to this computer is not missed by what sends it elsewhere', async () => {
  await using stage = await openStage();
  await writeFile(join(stage.folder, 'kept'), 'hello');

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - name: brings it here
      fetch: { src: "{{ folder }}/kept", dest: "{{ folder }}/here/", flat: true }
      run_once: true
    - name: sends it elsewhere
      copy: { src: "{{ folder }}/here/kept", dest: "{{ folder }}/there" }
    - name: sends what nobody brings
      copy: { src: "{{ folder }}/nowhere", dest: "{{ folder }}/there" }
`,
    {
      mode: CHECK,
      inventory: farInventory('one', 'two'),
      options: { connect: (host) => connectHere(host, stage.folder) },
    },
  );

  expect(ends(played).filter((end) => end.startsWith('two'))).toEqual([
    'two | sends it elsewhere | unknown',
    'two | sends what nobody brings | failed',
  ]);
});

test('handlers of what would change are predicted too; those of what is unknown are unknown', async () => {
  await using stage = await openStage();

  const played = await stage.play(
    `
- hosts: all
  gather_facts: false
  tasks:
    - name: change
      copy: { content: hello, dest: "{{ folder }}/made" }
      notify: certain
    - name: command
      command: "true"
      register: out
    - name: perhaps
      debug: { msg: hello }
      changed_when: out.rc == 0
      notify: doubtful
  handlers:
    - name: certain
      copy: { content: other, dest: "{{ folder }}/other" }
    - name: doubtful
      copy: { content: hello, dest: "{{ folder }}/third" }
`,
    { mode: CHECK },
  );

  expect(ends(played)).toEqual([
    'a | change | changed',
    'a | command | skipped',
    'a | perhaps | unknown',
    'a | certain | changed',
    'a | doubtful | unknown',
  ]);
  expect(played.status).toBe('ok');
});
