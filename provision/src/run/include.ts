import type { IncludeTasks, TaskNode } from '../playbook/task.ts';
import type { IncludeScope, TaskContext } from './context.ts';
import { describeProblems } from './describe.ts';
import { ended, failure } from './ended.ts';
import type { Ended } from './ended.ts';
import { endOfError } from './end-of-error.ts';
import { evaluateText, holds } from './evaluate.ts';
import type { HostState } from './host-state.ts';
import { labelOf, roundsOf } from './loop.ts';
import type { LoopRound } from './loop.ts';
import { outcomeOf } from './outcome.ts';
import { skippedBy } from './round.ts';
import { isFatal, spreadFailure } from './run-task.ts';
import { evaluatorOf } from './variables.ts';
import { contextsOf } from './walk.ts';
import type { Walk } from './walk.ts';
import { isWanted } from './wanted.ts';

/** A file that some machines include with the same variables of the loop: they do its tasks together. */
interface Inclusion {
  readonly file: string;
  readonly nodes: readonly TaskNode[];
  readonly loop: Readonly<Record<string, unknown>>;
  readonly hosts: HostState[];
}

/** Tasks of a file that was included, for the machines that chose it. */
export interface Included {
  readonly nodes: readonly TaskNode[];
  readonly hosts: readonly HostState[];
  readonly scope: IncludeScope;
}

/** Has each machine choose a file of tasks, item by item. What was chosen comes in the order of the items. */
export async function chooseFiles(
  node: IncludeTasks,
  hosts: readonly HostState[],
  walk: Walk,
): Promise<readonly Included[]> {
  const { reporter } = walk.batch.run;
  const contexts = contextsOf(node, 'include_tasks', { hosts, walk });
  const [first] = contexts;
  if (!first || !(await isWanted(first))) return [];
  reporter.emit({ type: 'task-started', task: first.title });
  const inclusions = new Map<string, Inclusion>();
  for (const context of contexts) {
    reporter.emit({ type: 'host-started', taskId: node.id, host: context.state.host.name });
    report(context, { end: await choose(context, inclusions), walk });
  }
  if (contexts.some(isFatal)) spreadFailure(contexts);
  return inOrder(inclusions).map(({ nodes, loop, hosts: chosen }) => ({
    nodes,
    hosts: chosen,
    scope: { vars: [...walk.scope.vars, ...node.vars], loop: { ...walk.scope.loop, ...loop } },
  }));
}

async function choose(
  context: TaskContext<IncludeTasks>,
  inclusions: Map<string, Inclusion>,
): Promise<Ended> {
  const { task, state, batch } = context;
  const whole = evaluatorOf(context);
  try {
    const rounds = task.loop ? roundsOf(task.loop, whole) : [undefined];
    const chosen: string[] = [];
    let unmet: Ended | undefined;
    for (const round of rounds) {
      const over = round ? evaluatorOf(context, round.variables) : whole;
      const refused = task.when.find((condition) => !holds(condition, over));
      if (refused) {
        unmet = skippedBy(refused);
        continue;
      }
      const file = evaluateText(task.file, over) ?? '';
      const loaded = await task.load(file);
      if ('problems' in loaded) return failure(describeProblems(loaded.problems, batch.run.options));
      add(inclusions, { file, nodes: loaded.tasks, loop: round?.variables ?? {}, hosts: [state] }, round);
      chosen.push(task.loop && round ? `${file} (${labelOf(task.loop, round, over)})` : file);
    }
    if (chosen.length === 0 && unmet) return unmet;
    return ended(chosen.length > 0 ? 'ok' : 'skipped', { include: chosen });
  } catch (error) {
    return endOfError(error, { context, site: undefined });
  }
}

function add(inclusions: Map<string, Inclusion>, inclusion: Inclusion, round: LoopRound | undefined): void {
  // The index comes first and has a fixed width, so that the keys sort as the items stand.
  const key = JSON.stringify([
    String(round?.index ?? 0).padStart(9, '0'),
    inclusion.file,
    round?.variables ?? {},
  ]);
  const same = inclusions.get(key);
  if (same) same.hosts.push(...inclusion.hosts);
  else inclusions.set(key, inclusion);
}

function inOrder(inclusions: ReadonlyMap<string, Inclusion>): readonly Inclusion[] {
  return [...inclusions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, inclusion]) => inclusion);
}

function report(
  { task, state, title, batch }: TaskContext<IncludeTasks>,
  { end, walk }: { readonly end: Ended; readonly walk: Walk },
): void {
  if (end.status === 'failed') state.standing = 'failed';
  batch.run.reporter.emit({
    type: 'host-finished',
    taskId: title.id,
    host: state.host.name,
    delegate: undefined,
    outcome: outcomeOf({ ...end, isHidden: false, isRescued: end.status === 'failed' && walk.isRescuable }),
    items: task.loop ? ((end.result['include'] as readonly unknown[] | undefined)?.length ?? 0) : 0,
    notified: [],
  });
}
