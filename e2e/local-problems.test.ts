import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { freePorts } from './free-ports.ts';
import { runLab } from './local/lab.ts';
import { writeOwnState } from './own-state.ts';

let directory: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'lab-problems-'));
});
afterAll(() => rm(directory, { recursive: true, maxRetries: 5 }));

const up = async (...args: readonly string[]) =>
  runLab(['up', ...args], { LAB_FILE: await writeOwnState(directory) });

test('a port in use: one message, which names the port, whose it would be, and what to do', async () => {
  const port = await freePorts(8);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port + 3, '127.0.0.1', resolve));

  const ended = await up('--port', String(port));
  await new Promise((resolve) => server.close(resolve));

  expect(ended).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: [
      `lab: port ${port + 3} (model-service v1) is in use on 127.0.0.1 [port-in-use]`,
      `  End the program that has it (\`lsof -i :${port + 3}\` names it), or take other ports: npm start -- --port 9080`,
    ].join('\n'),
  });
});

test('a bad lab.yml: every mistake at once, each in its file, with line and caret', async () => {
  const file = join(directory, 'my.yml');
  await writeFile(
    file,
    [
      'releases:',
      '  v1: { weight: 80, model: lr }',
      '  v2: { weight: 10, modle: cnn }',
      'rate_limit: { tokens: 0 }',
      'namespace: {{ mine }}',
    ].join('\n'),
  );
  const unquoted = await up('--lab', file);
  await writeFile(
    file,
    'releases:\n  v1: { weight: 80 }\n  v2: { modle: cnn, model: bert }\nrate_limit: { tokens: 0 }\n',
  );
  const wrong = await up('--lab', file);

  expect(unquoted).toMatchObject({
    exitCode: 4,
    stderr: [
      `${file}:5:12: a value that begins with \`{{\` must be quoted [unquoted-template]`,
      '  5 | namespace: {{ mine }}',
      '    |            ^',
      '  hint: write it in quotes: "{{ … }}"',
    ].join('\n'),
  });
  expect(wrong).toMatchObject({
    exitCode: 4,
    stderr: [
      `${file}:3:9: unknown key \`modle\` [unknown-key]`,
      '  3 |   v2: { modle: cnn, model: bert }',
      '    |         ^',
      '  hint: did you mean `model`?',
      '',
      `${file}:4:23: must be at least 1, this is 0 [bad-value]`,
      '  4 | rate_limit: { tokens: 0 }',
      '    |                       ^',
      '',
      '2 problems',
    ].join('\n'),
  });
});

test('a model that is not there: where it is named, and where it should lie', async () => {
  const file = join(directory, 'model.yml');
  await writeFile(file, 'releases: { v2: { model: bert } }\n');
  const { exitCode, stderr } = await up('--lab', file);
  expect(exitCode).toBe(4);
  expect(stderr).toMatch(
    RegExp(
      `^${file}:1:26: the model \`bert\` of release v2 cannot be served: there is no folder .*/models/bert `,
    ),
  );
});

test.each([
  [
    'a file that is not there',
    ['up', '--lab', 'none.yml'],
    4,
    'none.yml: this file does not exist [file-unreadable]',
  ],
  [
    'an option with a slip',
    ['up', '--prot', '1'],
    5,
    'lab: there is no option `--prot`: did you mean `--port`?',
  ],
  ['a command with a slip', ['pu'], 5, 'lab: there is no command `pu`: did you mean `up`?'],
])('%s', async (_name, args, exitCode, firstLine) => {
  const ended = await runLab(args, { LAB_FILE: await writeOwnState(directory) });
  expect([ended.exitCode, ended.stdout, ended.stderr.split('\n')[0]]).toEqual([exitCode, '', firstLine]);
});

test('a folder without manifests', async () => {
  const empty = join(directory, 'empty');
  await mkdir(empty);
  const ended = await up('--manifests', empty);
  expect([ended.exitCode, ended.stderr]).toEqual([
    4,
    `${empty}: no YAML file lies in this folder [no-manifests]`,
  ]);
});

test('LAB_FILE is --lab for those who would type it each time', async () => {
  const ended = await runLab(['render'], { LAB_FILE: 'none.yml' });
  expect([ended.exitCode, ended.stderr]).toEqual([4, 'none.yml: this file does not exist [file-unreadable]']);
});

test('render writes one stream for kubectl, and nothing else', async () => {
  const { exitCode, stdout, stderr } = await runLab(['render']);
  expect([exitCode, stderr]).toEqual([0, '']);
  const objects = stdout.split('---\n');
  expect(objects.length).toBeGreaterThan(1);
  expect(objects.filter((object) => !/^kind: /m.test(object))).toEqual([]);
});

test('help goes to standard output, with exit code 0', async () => {
  const { exitCode, stdout } = await runLab(['help', 'up']);
  expect([exitCode, stdout.split('\n')[0]]).toEqual([
    0,
    'lab up: start the lab: on this computer until Ctrl-C, or on machines of Vagrant',
  ]);
});
