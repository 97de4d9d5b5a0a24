import { expect, test } from 'vitest';

import { ends, openStage } from './testing/play-out.ts';

const END = `
    - name: end
      debug: { msg: end }
- hosts: all
  gather_facts: false
  tasks:
    - name: next play
      debug: { msg: hello }
`;

function playWith(tasks: string): string {
  return `
- hosts: all
  gather_facts: false
  serial: 1
  tasks:
${tasks}${END}`;
}

test('end_host, end_batch and end_play end what they say; the next play has all machines again', async () => {
  await using stage = await openStage(['a', 'b']);
  const when = 'when: inventory_hostname == "a"';

  const host = await stage.play(playWith(`    - meta: end_host\n      ${when}`));
  const play = await stage.play(playWith(`    - meta: end_play\n      ${when}`));
  const batch = await stage.play(playWith(`    - meta: end_batch\n      ${when}`));

  const next = ['a | next play | ok', 'b | next play | ok'];
  expect(ends(host)).toEqual(['b | end | ok', ...next]);
  expect(ends(play)).toEqual(next);
  expect(ends(batch)).toEqual(['b | end | ok', ...next]);
});

test('clear_host_errors lets machines take part again', async () => {
  await using stage = await openStage(['a', 'b']);

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  tasks:
    - name: break
      command: "false"
      when: inventory_hostname == "a"
    - meta: clear_host_errors
    - name: end
      debug: { msg: end }
`);

  expect(ends(played)).toEqual(['a | break | failed', 'b | break | skipped', 'a | end | ok', 'b | end | ok']);
});

test('serial: batches one after the other, with their numbers', async () => {
  await using stage = await openStage(['a', 'b', 'c']);

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  serial: [1, 5]
  tasks:
    - name: in turn
      debug: { msg: "{{ play_hosts }}" }
`);

  const batches = played.events.flatMap((event) =>
    event.type === 'play-started' ? [[event.batch, event.hosts.join()]] : [],
  );
  expect(batches).toEqual([
    [0, 'a'],
    [1, 'b,c'],
  ]);
});

test('environment: later layers win, and reach the command alone', async () => {
  await using stage = await openStage();

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  environment: { ONE: play, TWO: play }
  tasks:
    - name: read
      shell: echo "$ONE $TWO"
      environment: { TWO: task }
      register: out
      failed_when: out.stdout != "play task"
    - name: not kept
      shell: echo "$TWO"
      register: out
      failed_when: out.stdout != "play"
`);

  expect(ends(played)).toEqual(['a | read | changed', 'a | not kept | changed']);
});
