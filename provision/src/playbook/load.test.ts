import { describe, expect, test } from 'vitest';

import { loadSample, playWith, shown } from './testing/load-sample.ts';

/** Problems of tasks that begin in line 3, column 5. */
async function ofTasks(tasks: string): Promise<string[]> {
  const { problems } = await loadSample({ 'site.yml': playWith(tasks) });
  return shown(problems);
}

async function ofFiles(files: Record<string, string>): Promise<string[]> {
  const { problems } = await loadSample(files);
  return shown(problems);
}

describe('taken', () => {
  test.each([
    ['a free form', '- command: echo hi'],
    ['a free form with arguments beside it', '- command: echo hi\n  args:\n    creates: /x'],
    ['a free form that looks like a pair', '- command: env A=1 b=2 true'],
    ['a map', '- command:\n    cmd: echo hi\n    creates: /x'],
    ['the full name', '- ansible.builtin.copy: { src: a, dest: b }'],
    ['an alias', '- copy: { src: a, name: b }'],
    ['no arguments', '- setup:'],
    [
      'yes, no, on, off',
      '- debug: { msg: x }\n  become: yes\n  ignore_errors: off\n  when: on\n  no_log: "no"',
    ],
    ['a template where a boolean is expected', '- debug: { msg: x }\n  become: "{{ x }}"'],
    [
      'a template where a value is checked',
      '- copy: { src: a, dest: b, force: "{{ x }}", state: "{{ y }}" }',
    ],
    ['a quoted mode', '- copy: { src: a, dest: b, mode: "0644" }'],
    ['a mode in words', '- copy: { src: a, dest: b, mode: "u=rw,g=r" }'],
    ['conditions as arguments', '- assert: { that: [a == 1, b] }\n- assert: { that: a == 1 }'],
    ['a path that is no template', '- debug: { var: "result.stdout" }'],
    ['a block', '- block:\n    - debug:\n  rescue:\n    - debug:\n  always:\n    - debug:\n  when: x'],
    ['parallel', '- parallel:\n    - debug:\n    - command: x'],
    [
      'a loop',
      '- debug:\n  loop: [1, 2]\n  loop_control: { loop_var: each, index_var: at, label: "{{ each }}", pause: 1, extended: yes }',
    ],
    ['tries', '- command: x\n  until: true\n  retries: 5\n  delay: "{{ x }}"'],
    ['an empty list', ''],
  ])('%s', async (_name, tasks) => {
    expect(await ofTasks(tasks)).toEqual([]);
  });
});

describe('refused in a task, at the place', () => {
  test.each([
    ['an unknown module', '- sytemd: { name: x }', ['3:7 unknown-module (did you mean `systemd`?)']],
    [
      'an unknown module in full',
      '- ansible.builtin.cpoy: { src: x }',
      ['3:7 unknown-module (did you mean `copy`?)'],
    ],
    [
      'a module that is not built',
      '- yum: { name: x }',
      ['3:7 not-built (the lab knows Debian and Ubuntu: use `apt`)'],
    ],
    ['a mistyped keyword', '- debug:\n  wen: true', ['4:7 unknown-key (did you mean `when`?)']],
    [
      'a mistyped keyword before the module',
      '- regster: x\n  debug:',
      ['3:7 unknown-key (did you mean `register`?)'],
    ],
    ['two modules', '- debug:\n  command: x', ['4:7 bad-task (make two tasks of it; `-` begins one)']],
    ['no module', '- name: x\n  when: y', ['3:7 bad-task']],
    ['an unknown argument', '- copy: { srcc: a, dest: b }', ['3:15 unknown-key (did you mean `src`?)']],
    ['a missing argument', '- copy:\n    src: a', ['3:7 missing-key']],
    ['an argument of another type', '- copy: { src: a, dest: [b] }', ['3:29 wrong-type']],
    [
      'an argument that is not on the list',
      '- copy: { dest: b, state: absnt }',
      ['3:31 bad-value (did you mean `absent`?)'],
    ],
    ['an argument twice', '- copy: { dest: b, name: c }', ['3:24 duplicate-key']],
    [
      'an unknown argument beside a template',
      '- copy: { dest: "{{ x }}", forse: 1 }',
      ['3:32 unknown-key (did you mean `force`?)'],
    ],
    [
      'an unquoted mode',
      '- copy: { src: a, dest: b, mode: 0644 }',
      ['3:38 unquoted-mode (write it in quotes: "0644")'],
    ],
    [
      'an unquoted mode without a zero',
      '- copy: { src: a, dest: b, mode: 755 }',
      ['3:38 unquoted-mode (write it in quotes: "0755")'],
    ],
    [
      'an octal number',
      '- copy: { src: a, dest: b, mode: 0o600 }',
      ['3:38 unquoted-mode (write it in quotes: "0600")'],
    ],
    [
      'pairs in one text',
      '- copy: src=a dest="b c"',
      ['3:13 not-built (write a map: { src: a, dest: "b c" })'],
    ],
    [
      'an option inside a command',
      '- command: touch x creates=/x',
      ['3:16 not-built (take it out of the command: args: { creates: /x })'],
    ],
    ['a text where there is no free form', '- copy: hello', ['3:13 wrong-type']],
    ['a list of arguments', '- copy: [a]', ['3:13 wrong-type']],
    ['no boolean', '- debug:\n  become: maybe', ['4:15 wrong-type (yes, no, on and off are taken too)']],
    ['no number', '- debug:\n  timeout: soon', ['4:16 wrong-type']],
    ['a negative number', '- debug:\n  throttle: -1', ['4:17 bad-value']],
    [
      'a template without quotes',
      '- debug:\n    msg: {{ x }}\n  wen: 1',
      ['4:14 unquoted-template (write it in quotes: "{{ … }}")', '5:7 unknown-key (did you mean `when`?)'],
    ],
    [
      'a tag without quotes',
      '- debug:\n  when: !x',
      ['4:13 unresolved-tag (write the value in quotes: "!…")'],
    ],
    ['a key twice', '- debug:\n  when: a\n  when: b', ['5:7 duplicate-key']],
    [
      'a template for a path',
      '- debug: { var: "{{ x }}" }',
      ['3:21 bad-value (leave the braces away: var: x)'],
    ],
    [
      'Jinja in a template',
      '- debug: { msg: "a {{ x | default(1) }}" }',
      ['3:27 not-built ({{default x 1}})'],
    ],
    ['Jinja in a condition', '- debug:\n  when: x is defined', ['4:13 not-cel (defined(x))']],
    ['Jinja in a condition argument', '- assert: { that: [a, b is defined] }', ['3:27 not-cel (defined(b))']],
    ['with_items', '- debug:\n  with_items: [1]', ['4:7 not-built (write `loop:` with the same list)']],
    [
      'async',
      '- command: x\n  async: 10',
      ['4:7 not-built (the task may take as long as `timeout` allows; `parallel:` runs several at once)'],
    ],
    [
      'local_action',
      '- local_action: command x',
      ['3:7 not-built (write the module as always and add `delegate_to: localhost`)'],
    ],
    [
      'include',
      '- include: x.yml',
      [
        '3:7 not-built (write `import_tasks` (read before the run) or `include_tasks` (chosen while it runs))',
      ],
    ],
    ['a loop over text', '- debug:\n  loop: abc', ['4:13 wrong-type']],
    ['loop_control without loop', '- debug:\n  loop_control: { label: x }', ['4:7 bad-task']],
    [
      'an unknown key of loop_control',
      '- debug:\n  loop: [1]\n  loop_control: { lable: x }',
      ['5:23 unknown-key (did you mean `label`?)'],
    ],
    ['delay alone', '- debug:\n  delay: 1', ['4:7 bad-task']],
    [
      'a reserved variable',
      '- debug:\n  vars: { package: 1 }',
      ['4:15 reserved-name (choose another name, such as `my_package`)'],
    ],
    [
      'a variable that is no name',
      '- debug:\n  vars: { my-var: 1 }',
      ['4:15 reserved-name (write `my_var`)'],
    ],
    [
      'a variable of the lab itself',
      '- debug:\n  vars: { groups: 1 }',
      ['4:15 reserved-name (choose another name, such as `my_groups`)'],
    ],
    [
      'a variable that says how a machine is reached',
      '- debug:\n  vars: { ansible_user: x }',
      ['4:15 reserved-name (they belong into the inventory)'],
    ],
    [
      'a variable that hides lab.yml',
      '- debug:\n  vars: { k3s: 1 }',
      ['4:15 hides-lab-value (choose another name, such as `my_k3s`)'],
    ],
    [
      'a register that hides lab.yml',
      '- command: x\n  register: app',
      ['4:17 hides-lab-value (choose another name, such as `my_app`)'],
    ],
    [
      'a set_fact that hides lab.yml',
      '- set_fact: { app: x }',
      ['3:19 hides-lab-value (choose another name, such as `my_app`)'],
    ],
    [
      'a loop variable that hides lab.yml',
      '- debug:\n  loop: [1]\n  loop_control: { loop_var: app }',
      ['5:33 hides-lab-value (choose another name, such as `my_app`)'],
    ],
    ['a tag with a template', '- debug:\n  tags: "{{ x }}"', ['4:13 bad-value']],
    ['rescue without block', '- rescue: []', ['3:7 bad-task']],
    ['an unknown key of a block', '- block: []\n  registr: x', ['4:7 unknown-key']],
    ['a block in parallel', '- parallel:\n    - block: []', ['4:11 bad-task']],
    ['listen on a task', '- debug:\n  listen: x', ['4:7 not-built (tasks `notify`)']],
    ['a task that is text', '- debug', ['3:7 wrong-type']],
  ])('%s', async (_name, tasks, problems) => {
    expect(await ofTasks(tasks)).toEqual(problems);
  });
});

describe('refused in a play', () => {
  test.each([
    ['no list', 'hosts: all', ['1:1 wrong-type (begin the play with `- `)']],
    ['no hosts', '- tasks: []', ['1:3 missing-key (all machines: hosts: all)']],
    ['an unknown key', '- hosts: all\n  becom: yes', ['2:3 unknown-key (did you mean `become`?)']],
    [
      'roles',
      '- hosts: all\n  roles: [x]',
      ['2:3 not-built (put the tasks into a file and name it in `import_tasks`)'],
    ],
    [
      'another strategy',
      '- hosts: all\n  strategy: free',
      [
        '2:13 not-built (leave it away: machines run side by side, task by task; `throttle` and `serial` hold them back)',
      ],
    ],
    ['no serial', '- hosts: all\n  serial: 0', ['2:11 bad-value (such as 1, or "30%", or a list of them)']],
    ['tasks that are a map', '- hosts: all\n  tasks: { debug: }', ['2:10 wrong-type']],
    ['a handler without a name', '- hosts: all\n  handlers:\n    - debug:', ['3:7 bad-task']],
    [
      'two handlers of one name',
      '- hosts: all\n  handlers:\n    - { name: a, debug: }\n    - { name: a, debug: }',
      ['4:7 duplicate-key (several can `listen` to one name)'],
    ],
    [
      'a block among handlers',
      '- hosts: all\n  handlers:\n    - block: []',
      ['3:7 not-built (write handlers one behind the other: they `listen` to one name together)'],
    ],
    [
      'a file of variables that is not there',
      '- hosts: all\n  vars_files: [x.yml]',
      ['2:16 file-unreadable'],
    ],
  ])('%s', async (_name, text, problems) => {
    expect(await ofFiles({ 'site.yml': text })).toEqual(problems);
  });
});

describe('other files', () => {
  test('problems of imported files stand in those files, and a file is found beside the one that names it', async () => {
    const files = {
      'site.yml': '- import_playbook: sub/play.yml\n- import_playbook: nowhere.yml',
      'sub/play.yml': '- hosts: all\n  vars_files: [vars.yml]\n  tasks:\n    - import_tasks: tasks.yml',
      'sub/vars.yml': 'k3s: 1\na: "{{ x | int }}"',
      'sub/tasks.yml': '- debug:\n  wen: 1\n- include_tasks: more.yml',
      'sub/more.yml': '- debgu:',
    };
    expect(await ofFiles(files)).toEqual([
      '2:20 file-unreadable',
      'sub/more.yml:1:3 unknown-module (did you mean `debug`?)',
      'sub/tasks.yml:2:3 unknown-key (did you mean `when`?)',
      'sub/vars.yml:1:1 hides-lab-value (choose another name, such as `my_k3s`)',
      "sub/vars.yml:2:8 not-built ({{cel 'int(x)'}})",
    ]);
  });

  test('problems of a template file stand in it', async () => {
    const files = {
      'site.yml': playWith('- template: { src: a.hbs, dest: /a }\n- template: { src: b.hbs, dest: /b }'),
      'templates/a.hbs': 'x\n{{ a | upper }}',
      'templates/b.hbs': '{{equ a b}}',
    };
    expect(await ofFiles(files)).toEqual([
      'templates/a.hbs:2:4 not-built ({{upper a}})',
      'templates/b.hbs:1:3 unknown-helper (did you mean `eq`?)',
    ]);
  });

  test('a file that imports itself', async () => {
    const files = { 'site.yml': playWith('- import_tasks: a.yml'), 'a.yml': '- import_tasks: a.yml' };
    expect(await ofFiles(files)).toEqual(['a.yml:1:17 import-cycle']);
  });

  test('import_tasks with a loop or a template', async () => {
    const tasks =
      '- import_tasks: a.yml\n  loop: [1]\n- import_tasks: "{{ x }}.yml"\n- import_tasks: { fil: a.yml }';
    expect(await ofFiles({ 'site.yml': playWith(tasks), 'a.yml': '[]' })).toEqual([
      '4:7 bad-task (write `include_tasks`, which is read while the play runs)',
      '5:21 bad-value',
      '6:7 missing-key',
      '6:23 unknown-key (known here: `file`, `apply`)',
    ]);
  });
});

test('a playbook with ten mistakes shows ten', async () => {
  const text = `- hosts: all
  becom: yes
  vars:
    package: x
  tasks:
    - sytemd: { name: x }
    - copy:
        src: {{ path }}
        dest: /x
        mode: 0644
    - command: echo hi
      when: a and b
    - copy: src=a dest=b
    - debug: { msg: "{{ x | upper }}" }
    - command: x
      async: 5
      when: !y
`;
  expect(await ofFiles({ 'site.yml': text })).toHaveLength(10);
});
