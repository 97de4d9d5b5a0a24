import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import type { Plan } from '../../plan/plan.ts';
import type { Report } from '../../report/report.ts';
import { systemClock } from '../../run/clock.ts';
import type { Recap, RunEvent, RunStatus } from '../../run/event.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { runPlan } from '../../run/run-plan.ts';
import type { SourceFiles } from '../../source/read.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { readVersion } from '../version.ts';
import { becomePassword } from './ask-password.ts';
import { vagrantCacheFile } from './choose-inventory.ts';
import { openMachines } from './machines.ts';
import { rememberFailed } from './failed-hosts.ts';
import { openReports } from './open-reports.ts';
import type { Prepared, RunFlags } from './prepare.ts';

/** Runs what was prepared: machines are touched here and nowhere else. */
export async function carryOut(
  prepared: Prepared,
  given: { readonly flags: RunFlags; readonly files: SourceFiles; readonly playbooks: readonly string[] },
  context: CommandContext,
): Promise<Outcome> {
  const { plan, inventory, stateFolder, lab } = prepared;
  const { flags, files, playbooks } = given;
  const typed = await becomePassword(flags, context);
  if (typed === 'interrupted') return { status: 'interrupted' };
  const style = { output: flags.output, verbosity: flags.verbose };
  const nowMs = systemClock.now();
  const { report, page } = await openReports(style, { stateFolder, nowMs }, context);
  let recap: Readonly<Record<string, Recap>> = {};
  const sink = (event: RunEvent) => {
    if (event.type === 'run-finished') ({ recap } = event);
    report.sink(event);
  };
  const passwords = [...inventory.becomePasswords.values(), ...(typed ? [typed] : [])];
  const { environment } = context;
  const machines = openMachines({
    stateFolder,
    lab: lab.lab,
    inventory: inventory.inventory,
    passwords,
    environment,
    nowMs,
    sink,
  });
  const options: RunOptions = {
    ...machines,
    sink,
    signal: context.stop,
    kill: context.kill,
    clock: systemClock,
    playbooks,
    version: await readVersion(context.root),
    verbosity: flags.verbose,
    cacheFolder: join(stateFolder, 'cache'),
    textOf: files.textOf,
    becomePassword: (host) => inventory.becomePasswords.get(host.name) ?? typed,
  };
  const status = await runAndReport(plan, options, report);
  // What Vagrant said of a machine that does not answer is not to be believed next time.
  if (status === 'unreachable' && flags.inventory === undefined)
    await rm(vagrantCacheFile(context, lab), { force: true });
  await rememberFailed(stateFolder, recap);
  if (flags.output !== 'json') context.output.note(`report: ${page}\n`);
  return { status: OUTCOMES[status] };
}

async function runAndReport(plan: Plan, options: RunOptions, report: Report): Promise<RunStatus> {
  try {
    return await runPlan(plan, options);
  } finally {
    // Also where the run breaks off: what was seen of it is kept.
    await report.end();
  }
}

const OUTCOMES = {
  ok: 'done',
  failed: 'failed',
  unreachable: 'unreachable',
  interrupted: 'interrupted',
} as const satisfies Record<RunStatus, Outcome['status']>;
