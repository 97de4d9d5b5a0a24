import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { CommandContext } from '../../../commands/command.ts';
import { replaceFile } from '../../../files/replace-file.ts';
import type { ServiceLogs } from '../service-logs.ts';
import { describeExit } from '../supervise.ts';
import { RULES_FILE, address, prometheusConfiguration } from './configuration.ts';
import type { ScrapePlan } from './configuration.ts';
import { runProgram } from './run-program.ts';

/** Its name in messages, and that of its log. */
export const PROMETHEUS = 'prometheus';

/** What Prometheus is started with. */
export interface PrometheusOptions {
  readonly context: CommandContext;
  /** The path of the program. */
  readonly program: string;
  /** Its configuration and its data lie here. */
  readonly directory: string;
  readonly scrape: ScrapePlan;
  /** The file of its rules. */
  readonly rules: string;
  readonly logs: ServiceLogs;
}

/** It writes what it has in memory to the disk, which takes far less. */
const STOP_TIMEOUT_MS = 10_000;

/**
 * Starts Prometheus beside the lab. It is not waited for: the lab is open without it, and goes on when it ends. Comes back
 * with how to end it. @throws {FileError} when its files cannot be written
 */
export async function startPrometheus(options: PrometheusOptions): Promise<() => Promise<void>> {
  const { context, program, directory, scrape, rules, logs } = options;
  const configuration = join(directory, 'prometheus.yml');
  await replaceFile(configuration, prometheusConfiguration(scrape));
  await replaceFile(join(directory, RULES_FILE), rules);
  const running = runProgram(
    [
      program,
      `--config.file=${configuration}`,
      `--storage.tsdb.path=${join(directory, 'data')}`,
      // Enough for the three days that the slowest alert looks back.
      '--storage.tsdb.retention.time=7d',
      `--web.listen-address=${listenAddress(scrape)}`,
      '--log.level=warn',
      '--log.format=json',
    ],
    { environment: context.environment, onLine: (line) => logs.write(PROMETHEUS, line) },
  );
  context.kill.addEventListener('abort', () => running.kill(), { once: true });
  let isStopping = false;
  const ended = tellOfEnd();
  return async () => {
    isStopping = true;
    running.end();
    const isDone = new AbortController();
    const killLate = wait(STOP_TIMEOUT_MS, undefined, { signal: isDone.signal }).then(
      () => running.kill(),
      () => {}, // It has ended in time.
    );
    await Promise.all([killLate, ended.finally(() => isDone.abort())]);
  };

  /** Comes back when it has ended; where nobody asked it to, people are told. */
  async function tellOfEnd(): Promise<void> {
    const exit = await running.exited;
    if (isStopping) return;
    const lines = logs.lastLines(PROMETHEUS).map((line) => `    ${line}\n`);
    const how = `${PROMETHEUS} ${describeExit(exit)}, and the lab goes on without it`;
    context.output.note(
      `lab: ${how}; its log: ${join(logs.directory, `${PROMETHEUS}.log`)}\n${lines.join('')}`,
    );
  }
}

/** Where it listens: a wildcard stays one. */
function listenAddress({ host, port }: ScrapePlan): string {
  return host === '0.0.0.0' || host === '::' ? `:${port}` : address(host, port);
}
