import type { Host } from '../inventory/inventory.ts';
import type { Plan } from '../plan/plan.ts';
import type { RunContext } from './context.ts';
import type { RunStatus } from './event.ts';
import { createHostState } from './host-state.ts';
import { untilInterrupted } from './interrupt.ts';
import { lockMachines } from './lock-machines.ts';
import { createMachines } from './machines.ts';
import { createReporter } from './reporter.ts';
import { statusOf } from './recap.ts';
import type { RunOptions } from './run-options.ts';
import { playsFromStart, runPlay } from './run-play.ts';
import { UnderWay } from './under-way.ts';

/**
 * Carries a plan out: machines side by side, task by task. What happens goes to `options.sink`; a failed task is no
 * error. Every connection that was opened is closed when it returns, unless the run was killed.
 */
export async function runPlan(plan: Plan, options: RunOptions): Promise<RunStatus> {
  const startMs = options.clock.now();
  const hosts = hostsOf(plan);
  const names = hosts.map(({ name }) => name);
  const reporter = createReporter({ ...options, hosts: names });
  const run: RunContext = {
    plan,
    options,
    reporter,
    machines: createMachines(options.connect),
    states: new Map([...plan.inventory.hosts, ...hosts].map((host) => [host.name, createHostState(host)])),
    underWay: new UnderWay(),
  };
  const { isCheck, isDiff } = plan.mode;
  const { version, playbooks } = options;
  reporter.emit({ type: 'run-started', version, playbooks, hosts: names, isCheck, isDiff });
  const { left } = await untilInterrupted(() => runPlays(run, hosts), run);
  const recap = reporter.recap();
  const status = left ? 'interrupted' : statusOf(recap);
  const durationMs = options.clock.now() - startMs;
  reporter.emit({ type: 'run-finished', status, recap, durationMs, left: left ?? [] });
  return status;
}

async function runPlays(run: RunContext, hosts: readonly Host[]): Promise<void> {
  await using machines = run.machines;
  const { lock, signal } = run.options;
  const all = hosts.map((host) => machines.of(host));
  await using _locks = lock && (await lockMachines(all, { lock, signal, reporter: run.reporter }));
  for (const play of playsFromStart(run.plan)) {
    if (!(await runPlay(play, run))) return;
  }
}

/** The machines that the plays are for, in the order of the inventory. */
function hostsOf({ plays, inventory }: Plan): readonly Host[] {
  const used = new Map(plays.flatMap(({ batches }) => batches.flat().map((host) => [host.name, host])));
  const known = inventory.hosts.flatMap(({ name }) => used.get(name) ?? []);
  return [...new Set([...known, ...used.values()])];
}
