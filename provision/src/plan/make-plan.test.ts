import { describe, expect, test } from 'vitest';

import { plainValue } from '../expression/template-value.ts';
import { loadSample, playWith, shown } from '../playbook/testing/load-sample.ts';
import { listPlan } from './list-plan.ts';
import { planSample } from './testing/plan-sample.ts';
import type { PlanRequest } from './testing/plan-sample.ts';

async function plan(files: Record<string, string> | string, changes: Partial<PlanRequest> = {}) {
  const { playbook, problems } = await loadSample(typeof files === 'string' ? { 'site.yml': files } : files);
  expect(shown(problems)).toEqual([]);
  return planSample(playbook, changes);
}

async function problemsOf(files: Record<string, string> | string, changes: Partial<PlanRequest> = {}) {
  return shown((await plan(files, changes)).problems);
}

const batches = async (play: string, changes: Partial<PlanRequest> = {}) =>
  (await plan(play, changes)).plan?.plays.map((each) =>
    each.batches.map((batch) => batch.map(({ name }) => name)),
  );

describe('machines of a play', () => {
  test.each([
    ['all at once', '- hosts: all', [['controller', 'node1', 'node2']]],
    ['a pattern', '- hosts: all:!node1', [['controller', 'node2']]],
    ['a list', '- hosts: [nodes, controller]', [['node1', 'node2', 'controller']]],
    ['a template over lab.yml and -e', '- hosts: "{{ who }}"', [['node1', 'node2']]],
    ['one by one', '- hosts: all\n  serial: 1', [['controller'], ['node1'], ['node2']]],
    ['sizes, the last repeated', '- hosts: all\n  serial: [2, 1]', [['controller', 'node1'], ['node2']]],
    ['a part of them', '- hosts: all\n  serial: 67%', [['controller', 'node1'], ['node2']]],
    ['a small part is one', '- hosts: all\n  serial: 1%', [['controller'], ['node1'], ['node2']]],
  ])('%s', async (_name, play, expected) => {
    expect(await batches(play, { extraVariables: { who: 'nodes' } })).toEqual([expected]);
  });

  test('--limit leaves what is in both, and a play without machines stays', async () => {
    expect(await batches('- hosts: nodes\n- hosts: controller', { limit: 'all:!node2:!controller' })).toEqual(
      [[['node1']], []],
    );
  });

  test('patterns that match nothing', async () => {
    expect(await problemsOf('- hosts: nodse', { limit: 'nodd1' })).toEqual([
      '--limit: unknown-host (did you mean `node1`?)',
      '1:10 unknown-host (did you mean `nodes`?)',
    ]);
  });
});

describe('names that are known where they are used', () => {
  test.each([
    ['lab.yml', '- debug: { msg: "{{ k3s.version }}" }\n  when: app.host == "x"'],
    [
      'magic',
      '- debug: { msg: "{{ inventory_hostname }} {{ hostvars.x.y }} {{ groups.all }} {{ play_hosts }}" }\n  when: check_mode',
    ],
    ['facts', '- debug: { msg: "{{ facts.distribution }}" }'],
    [
      'an earlier register',
      '- command: x\n  register: r\n- debug: { msg: "{{ r.stdout }}" }\n  when: r.rc == 0',
    ],
    [
      'its own register, behind the module',
      '- command: x\n  register: r\n  until: r.rc == 0\n  changed_when: r.rc > 0\n  failed_when: "false"',
    ],
    ['set_fact', '- set_fact: { a: 1 }\n- debug: { msg: "{{ a }}" }'],
    [
      'its own vars, which may name a later thing',
      '- debug: { msg: "{{ a }}" }\n  vars: { a: "{{ b }}" }\n- command: x\n  register: b',
    ],
    [
      'a loop',
      '- debug: { msg: "{{ item }} {{ i }} {{ ansible_loop.index }}" }\n  loop: [1]\n  loop_control: { index_var: i, extended: yes, label: "{{ item }}" }',
    ],
    [
      'registers of a block, in rescue and always',
      '- block:\n    - command: x\n      register: r\n  rescue:\n    - debug: { msg: "{{ r }} {{ ansible_failed_result.msg }}" }\n  always:\n    - debug: { var: r.x }',
    ],
    ['what may be missing', '- debug: { msg: "{{ default nowhere 1 }}" }\n  when: defined(nowhere)'],
    [
      'registers of parallel tasks, behind them',
      '- parallel:\n    - command: x\n      register: r\n- debug: { msg: "{{ r }}" }',
    ],
  ])('%s', async (_name, tasks) => {
    expect(await problemsOf(playWith(tasks))).toEqual([]);
  });

  test('facts: a slip is a problem, the name of a network interface is none', async () => {
    const play =
      '- hosts: all\n  tasks:\n    - debug: { msg: "{{ facts.memtotl_mb }} {{ facts.eth0.ipv4 }}" }\n';
    expect(await problemsOf(`${play}      when: facts.distribtion == "x" && facts.memfree_mb > 1\n`)).toEqual(
      [
        '3:25 undefined-name (did you mean `facts.memtotal_mb`?)',
        '4:13 undefined-name (did you mean `facts.distribution`?)',
      ],
    );
  });

  test('of -e, hosts, vars_files, an include, an earlier play, and handlers behind all tasks', async () => {
    const files = {
      'site.yml': `
- hosts: all
  vars_files: [v.yml]
  vars: { p: 1 }
  handlers:
    - name: h
      debug: { msg: "{{ late }}" }
  tasks:
    - debug: { msg: "{{ e }} {{ f }} {{ h }} {{ p }}" }
      notify: h
    - include_tasks: t.yml
      vars: { i: 1 }
    - command: x
      register: late
- hosts: all
  tasks:
    - debug: { msg: "{{ late }} {{ inner }}" }
`,
      'v.yml': 'f: 1',
      't.yml': '- command: "echo {{ i }}"\n  register: inner',
    };
    const layer = new Map([['h', plainValue(1, { file: 'host.yml', position: { line: 1, column: 1 } })]]);
    const hostVariables = new Map([['node1', [layer]]]);
    expect(await problemsOf(files, { extraVariables: { e: 1 }, hostVariables })).toEqual([]);
  });
});

describe('names that nothing defines', () => {
  test.each([
    ['a template', '- debug: { msg: "x {{ k3.v }}" }', ['3:27 undefined-name (did you mean `k3s`?)']],
    [
      'a value that lab.yml does not have',
      '- debug: { msg: "{{ k3s.versoin }}" }\n  when: has(k3s.x) && app.hsot.x == 1 && defined(k3s.y)',
      ['3:25 undefined-name (did you mean `version`?)', '4:27 undefined-name (did you mean `host`?)'],
    ],
    ['a condition', '- debug:\n  when: ap.host == "x"', ['4:13 undefined-name (did you mean `app`?)']],
    ['cel', `- debug: { msg: "{{cel 'nam + 1'}}" }`, ['3:29 undefined-name']],
    [
      'a register that comes later',
      '- debug: { msg: "{{ r }}" }\n- command: x\n  register: r',
      ['3:25 undefined-name'],
    ],
    [
      'its own register, before the module',
      '- command: x\n  register: r\n  when: r.rc == 0',
      ['5:13 undefined-name'],
    ],
    [
      'a register of a task beside it',
      '- parallel:\n    - command: x\n      register: r\n    - debug: { msg: "{{ r }}" }',
      ['6:29 undefined-name'],
    ],
    [
      'an item without a loop',
      '- debug: { msg: "{{ item }}" }',
      ['3:25 undefined-name (`item` is there in a task with `loop`)'],
    ],
    [
      'the item in the list itself',
      '- debug:\n  loop: "{{ item }}"',
      ['4:17 undefined-name (`item` is there in a task with `loop`)'],
    ],
    [
      'variables of another task',
      '- debug:\n  vars: { a: 1 }\n- debug: { msg: "{{ a }}" }',
      ['5:25 undefined-name'],
    ],
    ['inside the value of a variable', '- debug:\n  vars: { a: "{{ b }}" }', ['4:22 undefined-name']],
    [
      'facts under their old name',
      '- debug: { msg: "{{ ansible_distribution }}" }',
      ['3:25 undefined-name (facts.distribution)'],
    ],
    [
      'omit',
      '- debug: { msg: "{{ default k3s omit }}" }',
      ['3:37 undefined-name (leave the argument away, or make two tasks with `when`)'],
    ],
    [
      'an environment, a delay, a file',
      '- command: x\n  environment: { A: "{{ a }}" }\n  retries: 1\n  delay: "{{ b }}"\n- include_tasks: "{{ c }}.yml"',
      ['4:29 undefined-name', '6:18 undefined-name', '7:26 undefined-name'],
    ],
  ])('%s', async (_name, tasks, problems) => {
    expect(await problemsOf(playWith(tasks))).toEqual(problems);
  });

  test('in the file of a template, wherever the run would find it', async () => {
    const files = {
      'site.yml': playWith('- template: { src: a.hbs, dest: /a }\n- import_tasks: sub/t.yml'),
      'templates/a.hbs': 'x\n{{ app.host }} {{ nope }}',
      'sub/t.yml':
        '- template: { src: b.hbs, dest: /b }\n  loop: [1]\n- template: { src: later.hbs, dest: /c }',
      'sub/b.hbs': '{{ item }}{{#each groups}}{{ this }}{{ ../nope }}{{/each}}',
    };
    expect(await problemsOf(files)).toEqual([
      'sub/b.hbs:1:40 undefined-name',
      'templates/a.hbs:2:19 undefined-name',
    ]);
  });

  test('facts that nobody gathers', async () => {
    const tasks = playWith(
      '- debug: { msg: "{{ facts.x }}" }\n- setup:\n- debug: { msg: "{{ facts.x }}" }',
      '  gather_facts: no\n',
    );
    expect(await problemsOf(tasks)).toEqual([
      '4:25 undefined-name (facts are gathered with `gather_facts: true`, or by a task `setup:`)',
    ]);
  });

  test("a play's variables are not the next one's", async () => {
    const text = '- hosts: all\n  vars: { a: 1 }\n- hosts: all\n  tasks:\n    - debug: { msg: "{{ a }}" }';
    expect(await problemsOf(text)).toEqual(['5:25 undefined-name']);
  });
});

test('a variable of the inventory or of -e that hides a value of lab.yml, or can be no variable', async () => {
  const place = { file: 'group_vars/all.yml', position: { line: 2, column: 3 } };
  const hostVariables = new Map([['node1', [new Map([['k3s', plainValue(1, place)]])]]]);
  expect(await problemsOf('- hosts: all', { hostVariables, extraVariables: { app: 1, package: 2 } })).toEqual(
    [
      '--extra-vars: hides-lab-value (choose another name, such as `my_app`)',
      '--extra-vars: reserved-name (choose another name, such as `my_package`)',
      'group_vars/all.yml:2:3 hides-lab-value (choose another name, such as `my_k3s`)',
    ],
  );
});

describe('handlers', () => {
  const withHandlers = (notify: string) =>
    playWith(
      `- debug:\n  notify: ${notify}`,
      '  handlers:\n    - { name: restart it, debug: , listen: [web, all] }\n',
    );

  test.each(['restart it', 'web', '[restart it, all]', '"{{ k3s.version }}"'])(
    '%s is there',
    async (notify) => {
      expect(await problemsOf(withHandlers(notify))).toEqual([]);
    },
  );

  test('one that is not there', async () => {
    expect(await problemsOf(withHandlers('[web, restrat it]'))).toEqual([
      '6:21 unknown-handler (did you mean `restart it`?)',
    ]);
    expect(await problemsOf(playWith('- debug:\n  notify: x'))).toEqual([
      '4:15 unknown-handler (write it under `handlers` of the play)',
    ]);
  });
});

describe('what is asked for', () => {
  const text = playWith(
    '- name: first\n  debug:\n  tags: [a, b]\n- name: second one\n  debug:\n  tags: [never, c]',
    '  tags: [p]\n',
  );
  const selecting = (selection: Partial<PlanRequest['selection']>) => ({
    selection: { tags: [], skipTags: [], startAtTask: undefined, ...selection },
  });

  test('tags', async () => {
    expect(
      await problemsOf(text, selecting({ tags: ['a', 'never', 'p'], skipTags: ['tagged', 'c'] })),
    ).toEqual([]);
    expect(await problemsOf(text, selecting({ tags: ['d'], skipTags: ['alwas'] }))).toEqual([
      '--skip-tags: unknown-tag (known here: `p`, `a`, `b`, `never`, `c`)',
      '--tags: unknown-tag (known here: `p`, `a`, `b`, `never`, `c`)',
    ]);
  });

  test.each([
    ['second one', 'site.yml:7:7'],
    ['second*', 'site.yml:7:7'],
    ['site.yml:7', 'site.yml:7:7'],
  ])('the task at which to begin: %s', async (startAtTask, id) => {
    const { plan: made, problems } = await plan(text, selecting({ startAtTask }));
    expect([made?.selection.startAt, problems]).toEqual([id, []]);
  });

  test('a task at which to begin that is not there', async () => {
    expect(await problemsOf(text, selecting({ startAtTask: 'secnd one' }))).toEqual([
      '--start-at-task: unknown-task (did you mean `second one`?)',
    ]);
  });

  test('the list of tasks, hosts and tags', async () => {
    const { plan: made } = await plan(text);
    expect(made && listPlan(made, (tags) => !tags.includes('never'))).toEqual([
      {
        name: 'all',
        pattern: 'all',
        hosts: ['controller', 'node1', 'node2'],
        tags: ['a', 'b', 'p'],
        tasks: [{ name: 'first', module: 'debug', tags: ['p', 'a', 'b'], section: 'tasks' }],
      },
    ]);
  });
});
