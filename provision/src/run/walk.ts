import type { Common, Settings } from '../playbook/task.ts';
import type { BatchContext, IncludeScope, TaskContext, Upcoming } from './context.ts';
import type { TaskTitle } from './event.ts';
import type { HostState } from './host-state.ts';
import { titleOf } from './title.ts';
import { variablesOf } from './variables.ts';

/** Where in a play a list of tasks stands. */
export interface Walk {
  readonly batch: BatchContext;
  readonly section: TaskTitle['section'];
  readonly scope: IncludeScope;
  /** A failure here is caught by a `rescue` further out. */
  readonly isRescuable: boolean;
  readonly progress: Progress;
  /** What is to run after the list of tasks that is run now. */
  readonly following: () => Iterable<Upcoming>;
  /** For a handler in check mode: the task that may or may not have notified it on a machine. */
  readonly doubtOf?: (state: HostState) => string | undefined;
}

/** How far a batch of a play is. */
export interface Progress {
  /** False until the task of `--start-at-task` is reached. */
  hasStarted: boolean;
  /** `meta: end_play`: no further batch begins. */
  isPlayEnded: boolean;
}

/** The contexts of a task on its machines, all with the name that it has on the first one. */
export function contextsOf<Node extends Common & Settings>(
  task: Node,
  module: string,
  { hosts, walk }: { readonly hosts: readonly HostState[]; readonly walk: Walk },
): readonly TaskContext<Node>[] {
  const { batch, section, scope, following } = walk;
  const bare = hosts.map((state) => ({ batch, task, state, scope, following }));
  const [first] = bare;
  if (!first) return [];
  const untitled = { id: task.id, name: module, module, place: task.place, section };
  const title = titleOf(task, { module, section, variables: variablesOf({ ...first, title: untitled }) });
  return bare.map((context) => ({ ...context, title }));
}
