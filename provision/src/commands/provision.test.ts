import { spawn } from 'node:child_process';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterEach, beforeEach, expect, test } from 'vitest';

const LAB = join(import.meta.dirname, '..', '..', 'bin', 'lab.js');

let folder = '';
let state = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lab-provision-'));
  state = join(folder, 'state');
  await writeFile(join(folder, 'lab.yml'), `provision: { state_folder: ${state} }\n`);
});
afterEach(() => rm(folder, { recursive: true }));

/** Runs the command as a user would, on this machine, away from the lab's own state. */
function lab(...args: readonly string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  const { CI: _, ...environment } = process.env;
  const child = spawn(process.execPath, [LAB, ...args], {
    cwd: folder,
    env: { ...environment, LAB_FILE: join(folder, 'lab.yml'), NO_COLOR: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => (output[name] += text));
  }
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, ...output })));
}

const LOCAL = ['-i', 'localhost,', '-c', 'local'];

const playbook = (tasks: string) =>
  writeFile(join(folder, 'site.yml'), `- hosts: all\n  gather_facts: false\n  tasks:\n${tasks}`);

const recap = (stdout: string) => /^localhost +: (.*)$/m.exec(stdout)?.[1]?.replace(/ +/g, ' ').trim();

test('a playbook runs, and runs again without a change; each run is kept', async () => {
  await playbook(`    - copy: { dest: '${join(folder, 'out')}', content: "{{ greeting }}" }\n`);

  const first = await lab('provision', 'site.yml', ...LOCAL, '-e', 'greeting=hello');
  const second = await lab('provision', 'site.yml', ...LOCAL, '-e', 'greeting=hello');

  expect([first.code, recap(first.stdout)]).toEqual([
    0,
    'ok=1 changed=1 unreachable=0 failed=0 skipped=0 rescued=0 ignored=0',
  ]);
  expect(recap(second.stdout)).toContain('changed=0');
  expect(await readFile(join(folder, 'out'), 'utf8')).toBe('hello');
  const runs = await readdir(join(state, 'runs'));
  expect(runs).toHaveLength(2);
  const events = await readFile(join(state, 'runs', runs[0] ?? '', 'events.jsonl'), 'utf8');
  const types = events
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { type: string }).type);
  expect([types[0], types.at(-1)]).toEqual(['run-started', 'run-finished']);
  const page = await readFile(join(state, 'runs', runs[0] ?? '', 'report.html'), 'utf8');
  expect(page).toContain('site.yml');
});

test('check mode says what would change, and changes nothing', async () => {
  await playbook(`    - copy: { dest: '${join(folder, 'out')}', content: a }\n`);
  const { code, stdout } = await lab('provision', 'site.yml', ...LOCAL, '-CD');
  expect([code, recap(stdout)]).toEqual([
    0,
    'ok=1 changed=1 unreachable=0 failed=0 skipped=0 rescued=0 ignored=0 unknown=0',
  ]);
  expect(stdout).toContain('\n    +a');
  expect(await readdir(folder)).not.toContain('out');
});

test('a failed task is exit code 2, and @failed means its machine next time', async () => {
  await playbook('    - command: "false"\n');
  expect((await lab('provision', 'site.yml', ...LOCAL)).code).toBe(2);
  const again = await lab('provision', 'site.yml', ...LOCAL, '-l', '@failed', '--list-hosts');
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('      localhost\n')]);
});

test('a machine that does not answer is exit code 3', async () => {
  await playbook('    - command: "true"\n');
  // Port 1 of this machine: nobody listens there.
  await writeFile(
    join(folder, 'hosts.yml'),
    'all: { hosts: { gone: { ansible_host: 127.0.0.1, ansible_port: 1 } } }\n',
  );
  const { code, stdout } = await lab('provision', 'site.yml', '-i', 'hosts.yml');
  expect([code, /unreachable=(\d)/.exec(stdout)?.[1]]).toEqual([3, '1']);
});

test('every mistake of playbook, inventory and flags at once, and nothing was begun', async () => {
  await playbook('    - comand: "true"\n    - command: echo {{ nope }}\n      wen: true\n');
  await writeFile(join(folder, 'hosts.yml'), 'all: { hosts: { a: { ansible_prot: 1 } } }\n');
  const { code, stdout, stderr } = await lab('provision', 'site.yml', '-i', 'hosts.yml', '-e', 'x');
  const places = stderr.match(/^\S+: .* \[[\w-]+\]$/gm)?.map((line) => line.replace(/: .* \[/, ' ['));
  expect([code, stdout, places]).toEqual([
    4,
    '',
    [
      '--extra-vars [bad-value]',
      'hosts.yml:1:22 [unknown-setting]',
      'site.yml:4:7 [unknown-module]',
      'site.yml:6:7 [unknown-key]',
    ],
  ]);
  expect(await readdir(folder)).not.toContain('state');
});

test('--step needs a terminal', async () => {
  await playbook('    - command: "true"\n');
  const { code, stderr } = await lab('provision', 'site.yml', ...LOCAL, '--step');
  expect([code, stderr.split('\n')[0]]).toEqual([
    5,
    'lab: --step asks before each task, and there is no terminal to ask on',
  ]);
});

test('a limit that leaves no machine is a mistake', async () => {
  await playbook('    - command: "true"\n');
  const { code, stderr } = await lab('provision', 'site.yml', ...LOCAL, '-l', 'all:!localhost');
  expect([code, stderr]).toEqual([4, '--limit: no play is for a machine that this leaves [no-machines]\n']);
});

test('lists, in the form that Ansible gives them', async () => {
  await playbook(`    - name: Say {{ inventory_hostname }}
      debug: { msg: hi }
      tags: [talk]
    - command: "true"
      tags: [never]
`);
  const { code, stdout } = await lab(
    'provision',
    'site.yml',
    ...LOCAL,
    '--list-tasks',
    '--list-hosts',
    '--list-tags',
  );
  expect([code, stdout]).toEqual([
    0,
    `
playbook: site.yml

  play #1 (all): all\tTAGS: [talk]
    pattern: all
    hosts (1):
      localhost
    tasks:
      Say {{ inventory_hostname }}\tTAGS: [talk]
      TASK TAGS: [talk]
`,
  ]);
});

test('one task: lab run', async () => {
  const { code, stdout } = await lab(
    'run',
    'all',
    ...LOCAL,
    '-m',
    'command',
    '-a',
    'echo hi',
    '--output',
    'json',
  );
  const events = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  const finished = events.find(({ type }) => type === 'host-finished');
  expect([code, finished]).toEqual([
    0,
    expect.objectContaining({ outcome: expect.objectContaining({ status: 'changed' }) as unknown }),
  ]);
});

test('--forget without a host, and for one that is not known', async () => {
  expect((await lab('ssh')).code).toBe(5);
  const { code, stdout } = await lab('ssh', '--forget', 'a', '-i', 'a,');
  expect([code, stdout]).toEqual([0, 'a: no host key is known\n']);
});

test('Ctrl-C twice leaves a page, which says what may still run', async () => {
  await playbook('    - name: long\n      shell: trap "" TERM; echo begun; sleep 5\n');
  const child = spawn(process.execPath, [LAB, 'provision', 'site.yml', ...LOCAL, '-v', '--output', 'json'], {
    cwd: folder,
    env: { ...process.env, LAB_FILE: join(folder, 'lab.yml') },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  let printed = '';
  let hasStopped = false;
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
    if (!hasStopped && printed.includes('"begun"')) {
      hasStopped = true;
      child.kill('SIGINT');
    }
  });
  // One that comes at once is npm's echo of the first: the second counts when it comes later.
  const again = setInterval(() => hasStopped && child.kill('SIGINT'), 100);
  const code = await new Promise((resolve) => child.on('close', resolve));
  clearInterval(again);

  const [run] = await readdir(join(state, 'runs'));
  const page = await readFile(join(state, 'runs', run ?? '', 'report.html'), 'utf8');
  expect(code).toBe(130);
  expect(page).toContain('was under way: localhost: long (may still run)');
  expect(printed.trimEnd().split('\n').at(-1)).toContain('"status":"interrupted"');
});
