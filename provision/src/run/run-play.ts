import type { PlannedPlay } from '../plan/plan.ts';
import type { BatchContext, RunContext } from './context.ts';
import { flushHandlers } from './flush-handlers.ts';
import { gatherFacts } from './gather-facts.ts';
import { isIn } from './host-state.ts';
import type { HostState } from './host-state.ts';
import { runNodes } from './run-nodes.ts';
import { holdsTask } from './selection.ts';
import { playNameOf } from './title.ts';
import { upcoming } from './upcoming.ts';
import type { Walk } from './walk.ts';

/** Runs a play, batch by batch. False: a whole batch is lost, nothing further is to run. */
export async function runPlay({ play, batches }: PlannedPlay, run: RunContext): Promise<boolean> {
  const about = { playId: play.id, name: playNameOf(play, run.plan) };
  if (batches.length === 0) {
    run.reporter.emit({ type: 'play-skipped', ...about, reason: 'no machine matches' });
    return true;
  }
  for (const [batch, members] of batches.entries()) {
    const hosts = members.flatMap((host) => run.states.get(host.name) ?? []);
    const before = hosts.filter(isIn);
    run.reporter.emit({ type: 'play-started', ...about, hosts: members.map((host) => host.name), batch });
    const walk = walkOf({ run, play, hosts });
    await runSections(walk);
    const lost = before.filter(({ standing }) => standing === 'failed' || standing === 'unreachable');
    for (const state of hosts) leavePlay(state);
    if (lost.length === members.length) return false;
    if (walk.progress.isPlayEnded) return true;
  }
  return true;
}

/** The plays from the one on that has the task to start at. */
export function playsFromStart({
  plays,
  selection: { startAt },
}: RunContext['plan']): readonly PlannedPlay[] {
  if (startAt === undefined) return plays;
  const first = plays.findIndex(({ play }) =>
    holdsTask([...play.preTasks, ...play.tasks, ...play.postTasks], startAt),
  );
  return plays.slice(Math.max(first, 0));
}

function walkOf(batch: BatchContext): Walk {
  const { play, run } = batch;
  const { startAt } = run.plan.selection;
  const nodes = [...play.preTasks, ...play.tasks, ...play.postTasks];
  return {
    batch,
    section: 'tasks',
    scope: { vars: [], loop: {} },
    isRescuable: false,
    progress: { hasStarted: startAt === undefined || !holdsTask(nodes, startAt), isPlayEnded: false },
    following: () => [],
  };
}

async function runSections(walk: Walk): Promise<void> {
  const { play, hosts } = walk.batch;
  await gatherFacts(walk);
  const sections = [
    ['pre_tasks', play.preTasks],
    ['tasks', play.tasks],
    ['post_tasks', play.postTasks],
  ] as const;
  for (const [index, [section, nodes]] of sections.entries()) {
    if (nodes.length === 0) continue;
    const later = sections.slice(index + 1).flatMap(([, rest]) => rest);
    const within: Walk = { ...walk, section, following: () => upcoming(later, walk) };
    await runNodes(nodes, hosts, within);
    await flushHandlers(hosts.filter(isIn), within, { isLast: later.length === 0 });
  }
}

/** Notifications are a play's own. What is left of them on the machine is for the next run. */
function leavePlay(state: HostState): void {
  if (state.standing === 'ended') state.standing = 'in';
  state.notified.clear();
  state.noted.clear();
  state.passed.clear();
}
