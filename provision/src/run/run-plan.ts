import { createClusters } from '../cluster/clusters.ts';
import type { Host } from '../inventory/inventory.ts';
import type { Plan } from '../plan/plan.ts';
import { actingHosts } from './acting-host.ts';
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
import { warmShells } from './warm-shells.ts';

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
    clusters: createClusters(options),
    states: new Map([...plan.inventory.hosts, ...hosts].map((host) => [host.name, createHostState(host)])),
    underWay: new UnderWay(),
  };
  const { isCheck, isDiff } = plan.mode;
  const { version, playbooks } = options;
  reporter.emit({ type: 'run-started', version, playbooks, hosts: names, isCheck, isDiff });
  const finish = (left: readonly string[] | undefined): RunStatus => {
    const recap = reporter.recap();
    const status = left ? 'interrupted' : statusOf(recap);
    const durationMs = options.clock.now() - startMs;
    reporter.emit({ type: 'run-finished', status, recap, durationMs, left: left ?? [] });
    return status;
  };
  // The process may end right behind it: what is to be said is said at once.
  const onKill = () => finish(run.underWay.list().map((task) => `${task} (may still run)`));
  options.kill.addEventListener('abort', onKill, { once: true });
  const { left } = await untilInterrupted(() => runPlays(run), run);
  options.kill.removeEventListener('abort', onKill);
  return options.kill.aborted ? 'interrupted' : finish(left);
}

async function runPlays(run: RunContext): Promise<void> {
  await using machines = run.machines;
  using _clusters = run.clusters;
  const { lock, signal } = run.options;
  const all = actingHosts(run.plan).map((host) => machines.of(host));
  const plays = playsFromStart(run.plan);
  if (plays[0]) warmShells(plays[0], run);
  await using _locks = lock && (await lockMachines(all, { lock, signal, reporter: run.reporter }));
  for (const play of plays) {
    if (!(await runPlay(play, run))) return;
  }
}

/** The machines that the plays are for, in the order of the inventory. */
function hostsOf({ plays, inventory }: Plan): readonly Host[] {
  const used = new Map(plays.flatMap(({ batches }) => batches.flat().map((host) => [host.name, host])));
  const known = inventory.hosts.flatMap(({ name }) => used.get(name) ?? []);
  return [...new Set([...known, ...used.values()])];
}
