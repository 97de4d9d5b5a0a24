import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';

import type { CommandOptions } from '../command-line/commands.ts';
import { stateFolderOf } from '../lab/state-folder.ts';
import { sourceFiles } from '../source/read.ts';
import { promisedByLab } from '../targets/local/promised.ts';
import type { Promised } from '../targets/local/promised.ts';
import { reachableHost } from '../targets/local/services.ts';
import { findRunningLab } from '../targets/local/state.ts';
import { renderReport } from '../traffic/report.ts';
import { runTraffic } from '../traffic/run-traffic.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadLabOf } from './load-lab.ts';

/** `lab traffic`: visitors for the running lab, and what became of them. */
export async function traffic(options: CommandOptions<'traffic'>, context: CommandContext): Promise<Outcome> {
  const { output, stop } = context;
  const target = await findTarget(options, context);
  if ('status' in target) return target;
  const findings = await runTraffic({
    ...target,
    sessions: options.sessions,
    requests: options.requests,
    name: `traffic-${randomBytes(4).toString('hex')}`,
    wait: (durationMs) => wait(durationMs, undefined, { signal: stop }).catch(ignoreAbort),
    onProgress: output.progress,
    stop,
  });
  output.progress(undefined);
  if (!findings || stop.aborted) return { status: 'interrupted' };
  if (options.json) output.print(`${JSON.stringify(findings, undefined, 2)}\n`);
  else output.print(renderReport(findings, { useColor: output.useColor }));
  return { status: findings.isHeld ? 'done' : 'failed' };
}

interface Target {
  readonly promised: Promised;
  readonly host: string;
  readonly port: number;
}

/** The lab that runs; where another one is named, what lab.yml says about it. */
async function findTarget(
  { host, port, lab }: CommandOptions<'traffic'>,
  context: CommandContext,
): Promise<Target | Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const { loaded, problems } = await loadLabOf(context, files, lab);
  if (!loaded) return { status: 'bad-files', problems, textOf: files.textOf };
  const running = await findRunningLab(stateFolderOf(context.root, loaded.lab));
  if (running && (port === undefined || port === running.port)) {
    return { promised: running.promised, host: host ?? reachableHost(running.host), port: running.port };
  }
  const { local } = loaded.lab;
  const promised = promisedByLab(loaded.lab);
  return { promised, host: host ?? reachableHost(local.host), port: port ?? local.port };
}

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error;
}
