import type { Clusters } from '../cluster/clusters.ts';
import type { Plan } from '../plan/plan.ts';
import type { Play } from '../playbook/play.ts';
import type { Common, Settings, Task, Variables } from '../playbook/task.ts';
import type { TaskTitle } from './event.ts';
import type { HostState } from './host-state.ts';
import type { Machines } from './machines.ts';
import type { Reporter } from './reporter.ts';
import type { RunOptions } from './run-options.ts';
import type { UnderWay } from './under-way.ts';

/** What stays the same for a whole run. */
export interface RunContext {
  readonly plan: Plan;
  readonly options: RunOptions;
  readonly reporter: Reporter;
  readonly machines: Machines;
  readonly clusters: Clusters;
  readonly states: ReadonlyMap<string, HostState>;
  readonly underWay: UnderWay;
}

/** One batch of a play. */
export interface BatchContext {
  readonly run: RunContext;
  readonly play: Play;
  readonly hosts: readonly HostState[];
}

/** Variables that come from outside of a task: of the files that were included on the way to it. */
export interface IncludeScope {
  readonly vars: readonly Variables[];
  readonly loop: Readonly<Record<string, unknown>>;
}

/** Something with the settings of a task, on one machine. */
export interface TaskContext<Node extends Common & Settings = Common & Settings> {
  readonly batch: BatchContext;
  readonly task: Node;
  readonly title: TaskTitle;
  readonly state: HostState;
  readonly scope: IncludeScope;
  /** What is to run on the machine after it, as far as that can be foreseen. */
  readonly following: () => Iterable<Upcoming>;
}

/** A task that will probably run. */
export interface Upcoming {
  readonly task: Task;
  readonly scope: IncludeScope;
  /** The items of its loop that are left; undefined: all of them. */
  readonly rounds?: readonly Readonly<Record<string, unknown>>[];
}
