import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

import { expect, test } from 'vitest';

import { runProcess } from './run-process.ts';
import type { ServicePlan } from './services.ts';

const FIXTURE = fileURLToPath(new URL('../../../test/fixtures/service.ts', import.meta.url));
const WATCH_PARENT = fileURLToPath(new URL('watch-parent.ts', import.meta.url));

const plan = (environment: Record<string, string>, entry = FIXTURE): ServicePlan => ({
  name: 'fixture',
  labels: { app: 'fixture', version: 'v1' },
  host: '127.0.0.1',
  port: 1,
  entry,
  environment,
});

/** Starts the fixture and collects its lines; `said` comes back when it has written one. */
function start(own: ServicePlan) {
  const lines: string[] = [];
  const said = Promise.withResolvers<void>();
  const running = runProcess(own, {
    environment: { PATH: process.env['PATH'] },
    onLine: (line) => {
      lines.push(line);
      said.resolve();
    },
  });
  return { running, lines, said: said.promise };
}

test('every line of both outputs comes, whole, before the end is told', async () => {
  const { running, lines } = start(plan({ SAY: 'é🎣 one\ntwo\r\nno final line break', EXIT_CODE: '3' }));
  expect(await running.exited).toEqual({ code: 3, signal: undefined });
  expect(lines.sort()).toEqual(['a line on standard error', 'no final line break', 'two', 'é🎣 one']);
});

test('a process that is asked to end does so in its own way', async () => {
  const { running, lines, said } = start(plan({}));
  await said;
  running.end();
  expect(await running.exited).toEqual({ code: 0, signal: undefined });
  expect(lines).toContain('drained');
});

test('a process that is killed has no time for that', async () => {
  const { running, lines, said } = start(plan({}));
  await said;
  running.kill();
  expect(await running.exited).toEqual({ code: undefined, signal: 'SIGKILL' });
  expect(lines).not.toContain('drained');
});

test('a program that does not run says why', async () => {
  const { running, lines } = start(plan({}, '/nonexistent/main.ts'));
  expect(await running.exited).toEqual({ code: 1, signal: undefined });
  expect(lines.join('\n')).toContain('/nonexistent/main.ts');
});

test('a service whose lab has gone ends itself in order, though nobody reads what it writes', async () => {
  const child = fork(FIXTURE, { execArgv: ['--import', WATCH_PARENT], silent: true, env: {} });
  await once(child.stderr ?? child, 'data');
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.disconnect();
  expect(await once(child, 'exit')).toEqual([0, null]);
});
