import { dirname } from 'node:path';

import type { Done, Prediction, Result } from '../modules/decision.ts';
import type { LocalFile } from '../modules/fact.ts';
import type { Task } from '../playbook/task.ts';
import { argumentsOf } from './arguments.ts';
import { guardConnection } from './change-guard.ts';
import { watchClusters } from './cluster-watch.ts';
import type { TaskContext } from './context.ts';
import { doubtOfFacts, noteUnapplied, noteUnappliedHere } from './doubt-of-facts.ts';
import type { FactDoubt } from './doubt-of-facts.ts';
import { ended, unknownAfter } from './ended.ts';
import type { Ended } from './ended.ts';
import type { Evaluator } from './evaluate.ts';
import { watchFacts } from './fact-watch.ts';
import { factsAhead } from './look-ahead.ts';
import { runDecision } from './interpret/task.ts';
import type { World } from './interpret/world.ts';
import { moduleContext } from './module-context.ts';
import { outputLines } from './output-lines.ts';
import { pacedProgress } from './paced-progress.ts';
import type { OutputLines } from './output-lines.ts';
import type { Site } from './site.ts';

/** What one try of a task needs to know. */
export interface Attempt {
  readonly context: TaskContext<Task>;
  readonly site: Site;
  readonly over: Evaluator;
  /** Ends it: the run was interrupted, or its time is over. */
  readonly signal: AbortSignal;
  /** Called before the first thing that may change the machine. */
  readonly beforeChange: () => Promise<void>;
}

/** Has a module do its work once. @throws {EvaluationError} {DoubtError}, what a connection throws, the signal's reason */
export async function attempt(what: Attempt): Promise<Ended> {
  const { context, site, over, beforeChange } = what;
  const { task, state, batch } = context;
  const doubts: string[] = [];
  const noticing: Evaluator = { ...over, onDoubt: (name) => doubts.push(name) };
  const args = argumentsOf(task, noticing);
  if (site.isCheck && task.module.check === 'none') return skippedByCheck(task);
  const known = {
    isCheck: site.isCheck,
    isDiff: site.isDiff,
    host: state.host.name,
    becomeUser: site.identity.becomeUser,
  };
  const about = { over: noticing, place: task.place, options: batch.run.options };
  const decision = task.module.decide(args, moduleContext(known, about));
  let hasActed = false;
  const localFiles: LocalFile[] = [];
  const watch = watchFacts(batch.run.machines.facts, () => factsAhead(context, site, hasActed));
  const printed = printedBy(what);
  const cluster = watchClusters(batch.run.clusters, beforeChange);
  const outcome = await runDecision(decision, {
    ...worldOf(what),
    ...(printed && { onOutput: printed.push }),
    facts: watch.facts,
    onLocalFile: (file) => localFiles.push(file),
    clusters: cluster.clusters,
    connection: guardConnection(site.machine.connection, async () => {
      hasActed = true;
      await beforeChange();
    }),
  }).finally(() => printed?.end());
  const [doubt] = doubts;
  if (doubt !== undefined) return unknownAfter(doubt);
  if (outcome.kind === 'done') {
    if (outcome.result['skipped'] === true) return skippedByModule(outcome.result, what);
    const asked = { facts: watch.asked, localFiles, isClusterAsked: cluster.isAsked() };
    return endOf(outcome, doubtOfFacts(asked, site, batch.run.machines.unappliedHere));
  }
  if (outcome.prediction.changed !== false) {
    const { name } = context.title;
    noteUnapplied(args, { task, name, site });
    noteUnappliedHere(outcome, { name, here: batch.run.machines.unappliedHere });
  }
  return endOfPrediction(outcome.prediction, site.machine.unapplied.last);
}

/** A failure that may only be there since an earlier task was not applied is none, and neither is it certain that all is well. */
function endOf({ changed, result, diff = [] }: Done, doubt: FactDoubt): Ended {
  if (doubt.ofPath !== undefined) return unknownAfter(doubt.ofPath, result);
  if (result.failed === true) {
    if (doubt.ofMachine === undefined) return ended('failed', { ...result, changed }, { diff });
    return unknownAfter(doubt.ofMachine, result);
  }
  return ended(changed ? 'changed' : 'ok', result, { diff });
}

/** What only the action can tell is unknown; a failure that an earlier task would have kept away is so too. */
function endOfPrediction({ changed, result = {}, diff = [] }: Prediction, doubt: string | undefined): Ended {
  const rest = { diff, isPredicted: true };
  if (result.failed === true) {
    return doubt === undefined ? ended('failed', result, rest) : unknownAfter(doubt, result);
  }
  if (changed !== 'unknown') return ended(changed ? 'changed' : 'ok', result, rest);
  return ended('unknown', result, { ...rest, reason: 'only the task itself can tell' });
}

/** What would do something in a run, and leaves it out in check mode, says nothing of what the run would bring. */
function skippedByModule(result: Result, { context: { task }, site }: Attempt): Ended {
  const given = result['skipped_reason'] ?? result.msg;
  const reason = typeof given === 'string' ? given : `${task.module.name} had nothing to do`;
  return ended('skipped', result, {
    reason,
    isPredicted: site.isCheck && task.module.alwaysActs !== undefined,
  });
}

function skippedByCheck({ module }: Task): Ended {
  const reason = `${module.name} does nothing in check mode`;
  return ended('skipped', { msg: reason }, { reason, isPredicted: true });
}

function worldOf({ context, site, signal }: Attempt): Omit<World, 'facts' | 'clusters' | 'connection'> {
  const { task, state, batch, title } = context;
  const { options, reporter } = batch.run;
  const about = { taskId: title.id, host: state.host.name };
  return {
    module: task.module.name,
    identity: site.identity,
    environment: site.environment,
    isCheck: site.isCheck,
    artifacts: options.artifacts,
    images: options.images,
    isLocal: site.machine.host.address.kind === 'local',
    signal,
    clock: options.clock,
    local: {
      search: [...new Set([dirname(task.place.file), dirname(batch.play.place.file)])],
      cache: options.artifacts.settings.cacheFolder,
    },
    onProgress: pacedProgress(
      (progress) => reporter.emit({ type: 'progress', ...about, ...progress }),
      options.clock,
    ),
    onWaiting: (reason) => reporter.emit({ type: 'waiting', ...about, reason }),
  };
}

/** Output is followed as it comes with `-v` alone, for it costs round trips. */
function printedBy({ context, site }: Attempt): OutputLines | undefined {
  const { batch, title, state } = context;
  const { options, reporter } = batch.run;
  if (site.isHidden || options.verbosity === 0) return undefined;
  return outputLines((stream, text) =>
    reporter.emit({ type: 'output', taskId: title.id, host: state.host.name, stream, text }),
  );
}
