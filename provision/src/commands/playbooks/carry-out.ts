import { rm } from 'node:fs/promises';

import type { Plan } from '../../plan/plan.ts';
import type { Report } from '../../report/report.ts';
import { systemClock } from '../../run/clock.ts';
import type { Recap, RunEvent, RunStatus } from '../../run/event.ts';
import type { RunOptions } from '../../run/run-options.ts';
import { openSecrets } from '../../secrets/secrets.ts';
import { createScrubber } from '../../shell/scrub.ts';
import type { Scrubber } from '../../shell/scrub.ts';
import type { SourceFiles } from '../../source/read.ts';
import { artifactStoreOf } from '../artifact-store.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { imageSettingsOf } from '../image-settings.ts';
import { readVersion } from '../version.ts';
import { becomePassword } from './ask-password.ts';
import { vagrantCacheFile } from './choose-inventory.ts';
import { kubeconfigFile } from './kubeconfig-file.ts';
import { connectAhead, openMachines } from './machines.ts';
import { rememberFailed } from './failed-hosts.ts';
import { fromStart } from './from-start.ts';
import { missingArtifacts } from './missing-artifacts.ts';
import { openReports } from './open-reports.ts';
import type { Prepared, RunFlags } from './prepare.ts';
import { askBeforeEach } from './step.ts';

/** Runs what was prepared: machines are touched here and nowhere else. */
export async function carryOut(
  prepared: Prepared,
  given: { readonly flags: RunFlags; readonly files: SourceFiles; readonly playbooks: readonly string[] },
  context: CommandContext,
): Promise<Outcome> {
  const { inventory, stateFolder, lab } = prepared;
  const { flags, files, playbooks } = given;
  const typed = await becomePassword(flags, context);
  if (typed === 'interrupted') return { status: 'interrupted' };
  // A question has to stand where it is: nothing may be drawn over it.
  const isAsking = flags.step === true && flags.output === 'auto';
  const style = { output: isAsking ? ('plain' as const) : flags.output, verbosity: flags.verbose };
  const nowMs = systemClock.now();
  const { report, page, keepText } = await openReports(style, { stateFolder, nowMs }, context);
  let recap: Readonly<Record<string, Recap>> = {};
  const sink = fromStart((event: RunEvent) => {
    if (event.type === 'run-finished') ({ recap } = event);
    report.sink(event);
  });
  const scrubber = createScrubber();
  for (const password of [...inventory.becomePasswords.values(), ...(typed ? [typed] : [])])
    scrubber.add(password);
  const plan = await withSecrets(prepared, scrubber);
  const { environment } = context;
  const known = openMachines({
    stateFolder,
    lab: lab.lab,
    scrubber,
    environment,
    nowMs,
    sink,
  });
  const machines = connectAhead(plan, known, context.stop);
  const artifacts = artifactStoreOf(context, lab.lab);
  const missing = await missingArtifacts(plan, { store: artifacts, lab: lab.lab });
  if (missing !== undefined && flags.output !== 'json') context.output.note(missing);
  const options: RunOptions = {
    ...machines,
    sink,
    signal: context.stop,
    kill: context.kill,
    clock: systemClock,
    playbooks,
    version: await readVersion(context.root),
    verbosity: flags.verbose,
    keepText,
    ...(flags.step === true && { confirm: askBeforeEach(context) }),
    kubeconfig: kubeconfigFile(stateFolder),
    artifacts,
    images: imageSettingsOf(context, lab.lab),
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

/** The plan with the lab's secrets in place of what stood for them. */
async function withSecrets({ plan, stateFolder }: Prepared, scrubber: Scrubber): Promise<Plan> {
  const hide = (value: string) => scrubber.add(value);
  const secrets = await openSecrets({ stateFolder, hide, isCheck: plan.mode.isCheck });
  return { ...plan, lab: { ...plan.lab, secrets } };
}

async function runAndReport(plan: Plan, options: RunOptions, report: Report): Promise<RunStatus> {
  const onKill = () => report.endNow?.();
  try {
    // Machines take their time to answer: what a run is made of is read meanwhile.
    const { runPlan } = await import('../../run/run-plan.ts');
    const running = runPlan(plan, options);
    // Behind the run's own last word.
    options.kill.addEventListener('abort', onKill);
    return await running;
  } finally {
    options.kill.removeEventListener('abort', onKill);
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
