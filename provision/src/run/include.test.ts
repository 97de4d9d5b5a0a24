import { expect, test } from 'vitest';

import { ends, openStage, resultOf } from './testing/play-out.ts';

test('include_tasks chooses a file for each machine and item; its tasks see the item', async () => {
  await using stage = await openStage(['a', 'b']);

  const played = await stage.play({
    'site.yml': `
- hosts: all
  gather_facts: false
  tasks:
    - name: include
      include_tasks: "{{ item }}.yml"
      loop: [one, two]
      when: item == "one" || inventory_hostname == "b"
      vars: { greeting: hello }
    - name: end
      debug: { msg: end }
`,
    'one.yml': '- name: of one\n  debug: { msg: "{{ greeting }} {{ item }}" }\n',
    'two.yml':
      '- name: of two\n  debug: { msg: "{{ item }} {{ inner }}" }\n  loop: [1, 2]\n  loop_control: { loop_var: inner }\n',
  });

  expect(ends(played)).toEqual([
    'a | include | ok',
    'b | include | ok',
    'a | of one | ok',
    'b | of one | ok',
    'b | of two | ok',
    'a | end | ok',
    'b | end | ok',
  ]);
  expect(resultOf(played, 'of one')['msg']).toBe('hello one');
  expect(resultOf(played, 'of two', 'b')['results']).toMatchObject([{ msg: 'two 1' }, { msg: 'two 2' }]);
});

test('a file that is not there fails the task', async () => {
  await using stage = await openStage();

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  vars: { name_: gone }
  tasks:
    - block:
        - name: include
          include_tasks: "{{ name_ }}.yml"
      rescue:
        - name: rescued
          debug: { msg: hello }
`);

  expect(ends(played)).toEqual(['a | include | failed rescued', 'a | rescued | ok']);
});

test('parallel tasks run at the same time, and their registers are there afterwards', async () => {
  await using stage = await openStage();

  const played = await stage.play(`
- hosts: all
  gather_facts: false
  tasks:
    - parallel:
        - name: waits for the other
          shell: until [ -e {{ folder }}/done ]; do sleep 0.02; done; echo first
          timeout: 10
          register: first
        - name: the other
          shell: touch {{ folder }}/done; echo second
          register: second
    - name: read
      debug: { msg: "{{ first.stdout }} {{ second.stdout }}" }
`);

  expect(ends(played)).toEqual([
    'a | waits for the other | changed',
    'a | the other | changed',
    'a | read | ok',
  ]);
  expect(resultOf(played, 'read')['msg']).toBe('first second');
});

test('tags and start-at-task choose', async () => {
  await using stage = await openStage();
  const playbook = `
- hosts: all
  gather_facts: false
  tasks:
    - name: one
      debug: { msg: one }
      tags: x
    - name: never
      debug: { msg: never }
      tags: [never, y]
    - block:
        - name: two
          debug: { msg: two }
        - name: three
          debug: { msg: three }
      tags: y
    - name: always
      debug: { msg: always }
      tags: always
`;
  const select = (tags: string[], skipTags: string[], startAtTask?: string) =>
    stage.play(playbook, { selection: { tags, skipTags, startAtTask } });

  expect(ends(await select(['all'], []))).toEqual([
    'a | one | ok',
    'a | two | ok',
    'a | three | ok',
    'a | always | ok',
  ]);
  expect(ends(await select(['y'], []))).toEqual([
    'a | never | ok',
    'a | two | ok',
    'a | three | ok',
    'a | always | ok',
  ]);
  expect(ends(await select(['all'], ['y', 'always']))).toEqual(['a | one | ok']);
  expect(ends(await select(['all'], [], 'three'))).toEqual(['a | three | ok', 'a | always | ok']);
});
