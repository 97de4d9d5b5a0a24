import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { afterEach, expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const processes: ChildProcess[] = [];
afterEach(() => {
  for (const started of processes.splice(0)) started.kill('SIGKILL');
});

/** Starts the service as `npm start` does, with these variables and no others. */
function startProcess(env: Readonly<Record<string, string>>) {
  const started = spawn(process.execPath, [MAIN], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  processes.push(started);
  return { started, stderr: text(started.stderr), exit: once(started, 'exit') };
}

/** The port in the line that says so. */
async function listeningPort({ stdout }: ReturnType<typeof startProcess>['started']): Promise<number> {
  for await (const line of createInterface({ input: stdout })) {
    const entry = JSON.parse(line) as { msg: string; port: number };
    if (entry.msg === 'listening') return entry.port;
  }
  throw new Error('The service ended before it listened');
}

test('starts alone, serves the page, drains on SIGTERM, and writes no warning', async () => {
  const { started, stderr, exit } = startProcess({ PORT: '0', HOST: '127.0.0.1', APP_RELEASE: 'v2' });
  const port = await listeningPort(started);

  const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } });
  expect(await page.text()).toContain('data-release="v2"');
  started.kill('SIGTERM');

  expect(await exit).toEqual([0, null]);
  expect(await stderr).toBe('');
});

test('names every variable that it cannot use, and exits with 1', async () => {
  const { stderr, exit } = startProcess({ PORT: 'x', APP_RELEASE: 'v3', MODEL_SERVICE_URL: 'nowhere' });

  expect(await exit).toEqual([1, null]);
  const lines = (await stderr).trim().split('\n');
  expect(lines).toHaveLength(4);
  expect(lines.slice(1).map((line) => line.trim().split(':')[0])).toEqual([
    'PORT',
    'MODEL_SERVICE_URL',
    'APP_RELEASE',
  ]);
});

test('a port in use is one clear line', async () => {
  const first = startProcess({ PORT: '0', HOST: '127.0.0.1' });
  const port = await listeningPort(first.started);

  const { stderr, exit } = startProcess({ PORT: String(port), HOST: '127.0.0.1' });

  expect(await exit).toEqual([1, null]);
  expect((await stderr).trim().split('\n')).toEqual([expect.stringMatching(`EADDRINUSE.*:${port}$`)]);
});
