import { expect, test } from 'vitest';

import { renderValue } from '../expression/template-value.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import type { Task, TaskNode } from './task.ts';
import { loadSample } from './testing/load-sample.ts';

async function firstTask(files: Record<string, string>): Promise<Task> {
  const { playbook, problems } = await loadSample(files);
  expect(problems).toEqual([]);
  const find = (node: TaskNode | undefined): Task => {
    if (node?.kind === 'task') return node;
    if (node?.kind === 'block') return find(node.tasks[0]);
    throw new Error('no task');
  };
  return find(playbook?.plays[0]?.tasks[0]);
}

function valueOf(value: TemplateValue | undefined): unknown {
  const rendered = value && renderValue(value, {});
  return rendered && 'value' in rendered ? rendered.value : undefined;
}

test('settings go down from the play through imports and blocks; the nearest wins, lists add up', async () => {
  const task = await firstTask({
    'site.yml': `
- hosts: all
  become: yes
  become_user: root
  environment: { A: play, B: play }
  tags: [play]
  vars: { a: play }
  tasks:
    - import_tasks: tasks.yml
      when: imported
      tags: import, more
      vars: { b: import }
`,
    'tasks.yml': `
- block:
    - debug: { msg: x }
      when: own
      become: no
      environment: { B: task }
      vars: { d: task }
  when: [block, also]
  ignore_errors: yes
  vars: { c: block }
`,
  });
  expect(task.when.map(({ text }) => text)).toEqual(['imported', 'block && also', 'own']);
  expect(task.tags).toEqual(['play', 'import', 'more']);
  expect(task.environment.map(valueOf)).toEqual([{ A: 'play', B: 'play' }, { B: 'task' }]);
  expect(task.vars.map((layer) => [...layer.keys()])).toEqual([['b'], ['c'], ['d']]);
  expect([valueOf(task.become), valueOf(task.becomeUser), valueOf(task.ignoreErrors)]).toEqual([
    false,
    'root',
    true,
  ]);
});

test('the same tasks imported twice have ids of their own, the same in every load', async () => {
  const files = {
    'site.yml': '- hosts: all\n  tasks:\n    - import_tasks: t.yml\n    - import_tasks: t.yml\n',
    't.yml': '- debug:\n',
  };
  const ids = async () => (await loadSample(files)).playbook?.plays[0]?.tasks.map(({ id }) => id);
  expect(await ids()).toEqual(['site.yml:3:7 > t.yml:1:3', 'site.yml:4:7 > t.yml:1:3']);
  expect(await ids()).toEqual(await ids());
});

test('arguments: aliases resolved, `args` and a free form merged, conditions apart', async () => {
  const text = '- hosts: all\n  tasks:\n    - command: echo hi\n      args: { creates: /x }\n';
  const task = await firstTask({ 'site.yml': text });
  expect(valueOf(task.args)).toEqual({ cmd: 'echo hi', creates: '/x' });
  const copy = await firstTask({ 'site.yml': '- hosts: all\n  tasks:\n    - copy: { name: /x, src: a }\n' });
  expect(valueOf(copy.args)).toEqual({ dest: '/x', src: 'a' });
  const check = await firstTask({ 'site.yml': '- hosts: all\n  tasks:\n    - assert: { that: [a, b] }\n' });
  expect(valueOf(check.args)).toEqual({});
  expect(check.conditionArgs.get('that')?.text).toBe('a && b');
});

test('the defaults of loops and tries', async () => {
  const text = '- hosts: all\n  tasks:\n    - command: x\n      loop: [1]\n      until: ok\n';
  const { loop, until } = await firstTask({ 'site.yml': text });
  expect(loop).toMatchObject({
    variable: 'item',
    indexVariable: undefined,
    label: undefined,
    pauseMs: 0,
    isExtended: false,
  });
  expect([valueOf(until?.retries), valueOf(until?.delay)]).toEqual([3, 5]);
});

test('an include is loaded when its name is known, with variables of its own and without its tags', async () => {
  const { playbook, problems } = await loadSample({
    'site.yml': `
- hosts: all
  tags: [play]
  tasks:
    - include_tasks: { file: "{{ x }}.yml", apply: { become: yes, tags: [applied] } }
      vars: { a: include }
      tags: [include]
`,
    'one.yml': '- debug: { msg: "{{ a }}" }\n',
    'two.yml': '- debgu:\n',
  });
  const include = playbook?.plays[0]?.tasks[0];
  if (include?.kind !== 'include') throw new Error('no include');
  const one = await include.load('one.yml');
  const two = await include.load('two.yml');
  expect([problems, include.tags]).toEqual([[], ['play', 'include']]);
  expect('tasks' in one && one.tasks[0]).toMatchObject({
    id: 'site.yml:5:7 > one.yml:1:3',
    tags: ['play', 'applied'],
  });
  expect('problems' in two && two.problems.map(({ code, file }) => [code, file])).toEqual([
    ['unknown-module', 'two.yml'],
  ]);
  expect(await include.load('one.yml')).toBe(one);
});
