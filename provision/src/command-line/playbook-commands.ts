import { choice, count, flag, text, texts, wholeNumber, words } from './option.ts';

/** Where the machines come from. */
export const inventory = text(
  'INVENTORY',
  'an inventory file, or names with a comma (`node1,`); without it, the machines of Vagrant',
  'i',
);

/** What is merged over lab.yml. */
export const lab = text('FILE', 'a file that is merged over lab.yml (or LAB_FILE)');

/** Options of everything that runs tasks on machines; names and letters are Ansible's. */
const runOptions = {
  inventory,
  limit: text(
    'PATTERN',
    'only these of the hosts; @failed are those that failed last time, @FILE a list',
    'l',
  ),
  check: flag('change nothing, say what would change', 'C'),
  diff: flag('show what changes in files', 'D'),
  'extra-vars': texts(
    'VARS',
    'variables that win over all others: `k=v k2=v2`, JSON, or @FILE; can be repeated',
    'e',
  ),
  forks: wholeNumber('N', 'machines at once', { least: 1, most: 500, fallback: 16, short: 'f' }),
  verbose: count('say more: -v results and output, -vv places of tasks, -vvv skipped items', 'v'),
  become: flag('become another user with sudo, where the play says nothing', 'b'),
  'become-user': text('USER', 'the user to become (root)'),
  'ask-become-pass': { ...flag('ask for the password of sudo', 'K'), aliases: ['ask-become-password'] },
  'become-password-file': {
    ...text('FILE', 'the file with the password of sudo'),
    aliases: ['become-pass-file'],
  },
  connection: {
    ...choice('KIND', 'how machines are reached, where the inventory says nothing', ['ssh', 'local']),
    short: 'c',
  },
  user: text('USER', 'who logs in, where the inventory says nothing', 'u'),
  'private-key': {
    ...text('FILE', 'the key to log in with, where the inventory says nothing'),
    aliases: ['key-file'],
  },
  output: choice('FORM', 'live, plain or json; auto is live in a terminal and plain elsewhere', [
    'auto',
    'live',
    'plain',
    'json',
  ]),
  lab,
};

/** `lab provision`. */
export const provision = {
  summary: 'run playbooks on the machines',
  words: {
    placeholder: '[PLAYBOOK…]',
    summary: 'the playbooks, in order (playbooks/site.yml)',
    least: 0,
    most: 100,
  },
  details: [
    'Reads lab.yml, the playbooks and the inventory, shows everything that is wrong with them at once, and only then ' +
      'connects. A second run changes what is left to change, and nothing else.',
    'A run leaves .lab/runs/TIME/events.jsonl and report.html. Ctrl-C ends it in order; a second one at once.',
    'Exit codes: 0 all is well, 2 a task failed, 3 a machine could not be reached, 4 a file is wrong, ' +
      '5 the command line is wrong, 130 interrupted.',
  ],
  examples: [
    'lab provision',
    'lab provision --check --diff',
    'lab provision playbooks/base.yml -l node1 -t packages',
    'lab provision -i inventory.yml -e k=v -e @vars.yml',
  ],
  options: {
    ...runOptions,
    tags: words('TAGS', 'only tasks with one of these tags', 't'),
    'skip-tags': words('TAGS', 'no tasks with one of these tags'),
    'start-at-task': text('NAME', 'begin at the task of this name'),
    step: flag('ask before each task: no, yes, or continue without asking'),
    'list-tasks': flag('show the tasks that would run, and stop'),
    'list-hosts': flag('show the machines of each play, and stop'),
    'list-tags': flag('show the tags of each play, and stop'),
    'syntax-check': flag('look for mistakes in the files, and stop'),
  },
} as const;

/** `lab run`. */
export const run = {
  summary: 'run one module on machines',
  words: { placeholder: 'PATTERN', summary: 'the machines, e.g. all or node1,node2', least: 1, most: 1 },
  details: [
    'The arguments are `k=v` words, a JSON object, or free text for the modules that take it (command, shell, ' +
      'meta…). Everything else is as for lab provision.',
  ],
  examples: [
    'lab run all -m command -a uptime',
    'lab run nodes -b -m apt -a "name=htop state=present" --check',
    `lab run node1 -m copy -a '{"dest": "/tmp/a", "content": "text\\n"}'`,
  ],
  options: {
    ...runOptions,
    'module-name': text('MODULE', 'the module (command)', 'm'),
    args: text('ARGS', 'its arguments', 'a'),
  },
} as const;

/** `lab ssh`. */
export const ssh = {
  summary: 'open a shell on a machine, or forget the key by which it is known',
  words: {
    placeholder: '[MACHINE [COMMAND…]]',
    summary: 'the machine, and a command in place of a shell; options of the command stand behind --',
    least: 0,
    most: 1000,
  },
  details: [
    'The first time that a machine answers, its host key is written down; a machine that then shows another key is ' +
      'not trusted. --forget drops what is known of a machine that was made anew on purpose. ' +
      'New machines of Vagrant are told by their id: their old keys are forgotten without being asked.',
  ],
  examples: [
    'lab ssh controller',
    'lab ssh node1 -- journalctl -u kubelet -n 20',
    'lab ssh --forget node1',
    'lab ssh --forget node1 -i inventory.yml',
  ],
  options: {
    forget: text('HOST', 'forget the host key of this machine'),
    inventory,
    lab,
  },
} as const;
