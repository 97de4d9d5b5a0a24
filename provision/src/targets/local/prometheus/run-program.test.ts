import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { runProgram } from './run-program.ts';

const FIXTURE = fileURLToPath(new URL('../../../../test/fixtures/run-program.ts', import.meta.url));

/** Starts a shell with a script and collects its lines; `said` comes back when it has written one. */
function start(script: string) {
  const lines: string[] = [];
  const said = Promise.withResolvers<void>();
  const running = runProgram(['/bin/sh', '-c', script], {
    environment: { PATH: '/usr/bin:/bin' },
    onLine: (line) => {
      lines.push(line);
      said.resolve();
    },
  });
  return { running, lines, said: said.promise };
}

test('what it writes and how it ended', async () => {
  const { running, lines } = start('echo out; echo err >&2; exit 3');
  expect(await running.exited).toEqual({ code: 3, signal: undefined });
  expect(lines.sort()).toEqual(['err', 'out']);
});

test('it ends in its own way when it is asked, and at once when it is killed', async () => {
  const asked = start('trap "echo bye; exit 0" TERM; echo up; while :; do sleep 0.05; done');
  await asked.said;
  asked.running.end();
  expect(await asked.running.exited).toEqual({ code: 0, signal: undefined });
  expect(asked.lines).toEqual(['up', 'bye']);

  const killed = start('echo up; exec sleep 600');
  await killed.said;
  killed.running.kill();
  expect(await killed.running.exited).toEqual({ code: undefined, signal: 'SIGKILL' });
});

test('a program that is not there says so', async () => {
  const lines: string[] = [];
  const options = { environment: {}, onLine: (line: string) => void lines.push(line) };
  const running = runProgram(['/nonexistent/prometheus'], options);
  expect(await running.exited).toEqual({ code: undefined, signal: undefined });
  expect(lines.join('\n')).toContain('ENOENT');
});

test('it ends when whoever started it is gone, even by kill -9', async () => {
  const lab = spawn(process.execPath, [FIXTURE], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface({ input: lab.stdout }), 'line')) as [string];
  const pid = Number(line);
  expect(isAlive(pid)).toBe(true);
  lab.kill('SIGKILL');
  await once(lab, 'exit');
  while (isAlive(pid)) await new Promise(setImmediate);
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
