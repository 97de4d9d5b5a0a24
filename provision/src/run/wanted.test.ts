import { expect, test } from 'vitest';

import { ends, openStage } from './testing/play-out.ts';

test('each task is asked for once, and what is not wanted does not run', async () => {
  await using stage = await openStage(['a', 'b']);
  const asked: string[] = [];
  const unwanted = ['second', 'a file', 'left', 'restart'];

  const played = await stage.play(
    {
      'site.yml': `
- hosts: all
  gather_facts: false
  handlers:
    - name: restart
      command: "true"
  tasks:
    - name: first
      command: "true"
      notify: restart
    - name: second
      command: "false"
    - name: a file
      include_tasks: more.yml
    - parallel:
        - name: left
          command: "false"
        - name: right
          command: "true"
`,
      'more.yml': '- name: more\n  command: "false"\n',
    },
    {
      options: {
        confirm: ({ name }) => {
          asked.push(name);
          return Promise.resolve(!unwanted.includes(name));
        },
      },
    },
  );

  expect(asked).toEqual(['first', 'second', 'a file', 'left', 'right', 'restart']);
  expect(ends(played)).toEqual([
    'a | first | changed',
    'b | first | changed',
    'a | right | changed',
    'b | right | changed',
  ]);
});
