import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';

import type { CommandOptions } from '../command-line/commands.ts';
import { LabError } from '../errors.ts';
import { sourceFiles } from '../source/read.ts';
import { promisedByLab } from '../targets/local/promised.ts';
import type { Promised } from '../targets/local/promised.ts';
import { reachableHost } from '../targets/local/services.ts';
import { findRunningLab, stateDirectory } from '../targets/local/state.ts';
import { burst } from '../traffic/burst.ts';
import { findingsOf, isAllHeld } from '../traffic/findings.ts';
import { renderReport } from '../traffic/report.ts';
import { runSessions } from '../traffic/run-sessions.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadLabOf } from './load.ts';

/** Nobody answers where the lab should be. */
export class LabNotRunningError extends LabError {
  readonly code = 'lab-not-running';
}

/** `lab traffic`: visitors for the running lab, and what became of them. */
export async function traffic(options: CommandOptions<'traffic'>, context: CommandContext): Promise<Outcome> {
  const { output, stop } = context;
  const found = await findTarget(options, context);
  if ('status' in found) return found;
  const { promised, host, port } = found;
  const run = randomBytes(4).toString('hex');
  const header = promised.limit?.userHeader ?? null;
  // One bucket for all visitors would be empty at once: then they ask for what is free, and see less.
  const isCounted = promised.limit !== null && header === null;
  await using agents = new AsyncDisposableStack();
  const agent = agents.adopt(new Agent({ keepAlive: true }), (each) => each.destroy());
  const target = { host, port, agent };
  const startMs = performance.now();
  try {
    const visits = await runSessions(target, {
      sessions: options.sessions,
      requests: options.requests,
      wish: isCounted ? 'version' : 'verdict',
      headersOf: (index) => (header === null ? {} : { [header]: `traffic-${run}-${index}` }),
      onProgress: (done) => output.progress(`session ${done} of ${options.sessions}`),
      stop,
    });
    const durationMs = performance.now() - startMs;
    if (visits.length === 0) return { status: 'interrupted' };
    if (promised.limit && !stop.aborted)
      output.progress('a burst of requests, and a wait for a token to come back');
    const limit =
      promised.limit && !stop.aborted
        ? await burst(target, promised.limit, { name: `traffic-${run}-burst`, wait: (ms) => wait(ms) })
        : undefined;
    output.progress(undefined);
    const findings = findingsOf(
      visits,
      new Map(promised.split.map(({ release, weight }) => [release, weight])),
    );
    const isHeld = isAllHeld(findings) && limit?.isHeld !== false;
    if (options.json)
      output.print(`${JSON.stringify({ isHeld, durationMs, ...findings, limit }, undefined, 2)}\n`);
    else output.print(renderReport(findings, limit, { useColor: output.useColor, durationMs }));
    if (stop.aborted) return { status: 'interrupted' };
    return { status: isHeld ? 'done' : 'failed' };
  } catch (cause) {
    const message = `no lab answers on ${host}:${port}: ${(cause as Error).message}`;
    throw new LabNotRunningError(message, { cause, hint: 'Start it first: npm start, or lab up.' });
  }
}

type FoundTarget = { readonly promised: Promised; readonly host: string; readonly port: number };

/** The lab that runs; where another one is named, what lab.yml says about it. */
async function findTarget(
  { host, port, lab }: CommandOptions<'traffic'>,
  context: CommandContext,
): Promise<FoundTarget | Outcome> {
  const running = await findRunningLab(stateDirectory(context.root, context.environment));
  if (running && (port === undefined || port === running.port)) {
    return { promised: running.promised, host: host ?? reachableHost(running.host), port: running.port };
  }
  const files = sourceFiles(context.currentDirectory);
  const { loaded, problems } = await loadLabOf(context, files, lab);
  if (!loaded) return { status: 'bad-files', problems, textOf: files.textOf };
  const { local } = loaded.lab;
  return {
    promised: promisedByLab(loaded.lab),
    host: host ?? reachableHost(local.host),
    port: port ?? local.port,
  };
}
