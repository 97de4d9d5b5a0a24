import { access, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { ask } from './local/ask.ts';
import { ROOT, runLab, startLab } from './local/lab.ts';
import type { RunningLab } from './local/lab.ts';
import { readCommands, readCurl } from './readme/commands.ts';
import type { Command } from './readme/commands.ts';

const PACKAGE = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>;
};
const COMMANDS = readCommands(await readFile(join(ROOT, 'README.md'), 'utf8'));

let lab: RunningLab;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'readme-'));
  lab = await startLab();
});

afterAll(async () => {
  await lab[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

// `npm start` and `npm run lab` stand for the lab command; its ports and folders are this test's own.
test.each(COMMANDS.map((command) => [command.words.join(' '), command] as const))(
  'README: %s',
  { timeout: 120_000 },
  async (_, command) => {
    await run(command);
  },
);

async function run({ words }: Command): Promise<void> {
  const [program, ...rest] = words;
  if (program === 'npm') return runNpm(rest);
  if (program === 'curl') return runCurl(words);
  // The compose lane runs these for real.
  if (program === 'docker') return access(join(ROOT, 'docker-compose.yml'));
  // The machines lane runs it for real.
  if (program === 'vagrant') return access(join(ROOT, 'Vagrantfile'));
  throw new Error(`the page says \`${words.join(' ')}\`, and nobody has said how to try that`);
}

async function runNpm(words: readonly string[]): Promise<void> {
  const [command = '', ...rest] = words;
  // Whoever runs this test has run it, and the lock file belongs to what is installed.
  if (command === 'ci') return access(join(ROOT, 'node_modules', '.package-lock.json'));
  const name = command === 'run' ? (rest.shift() ?? '') : command;
  const script = PACKAGE.scripts[name];
  expect(script, `package.json has the script ${name}`).toBeDefined();
  // Running the tests within the tests, or the linter beside them, would show nothing new: CI runs both.
  if (script === undefined || !/^lab( |$)/.test(script)) return;
  const args = [...script.split(' ').slice(1), ...rest.filter((word) => word !== '--')];
  await runLabCommand(args.map((word) => (word === 'rendered' ? join(folder, 'rendered') : word)));
}

async function runLabCommand([command = '', ...args]: readonly string[]): Promise<void> {
  if (command === 'up') {
    await using started = await startLab({ args });
    expect(await ask(started.origin)).toMatchObject({ status: 200 });
    return;
  }
  // Without machines, the playbooks can at least be read; the machines lane runs them.
  const words = [command, ...args, ...(command === 'provision' ? ['--syntax-check'] : [])];
  const { exitCode, stderr } = await runLab(words, lab.environment);
  expect([exitCode === 2 && FINDS_FAULT.has(command) ? 0 : exitCode, stderr]).toEqual([0, '']);
}

/** They say what is not there, and here no machine is; the cluster lane sees them content. */
const FINDS_FAULT: ReadonlySet<string> = new Set(['doctor', 'status']);

async function runCurl(words: readonly string[]): Promise<void> {
  const { url, headers, body } = readCurl(words);
  const { status } = await ask(url.replace('http://localhost:8080', lab.origin), {
    headers,
    ...(body !== undefined && { json: JSON.parse(body) as unknown }),
  });
  expect(status).toBe(200);
}
