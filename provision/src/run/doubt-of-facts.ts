import type { MachineFact } from '../modules/fact.ts';
import type { Task } from '../playbook/task.ts';
import { isOnlyLooking } from './only-looking.ts';
import type { Site } from './site.ts';

/** What in check mode speaks against what a machine answered: earlier tasks that were not applied. */
export interface FactDoubt {
  /** The last one that would have changed the machine at all: a failure may be for want of it. */
  readonly ofMachine: string | undefined;
  /** One that names a path which was asked about: in a run the answer would be another one. */
  readonly ofPath: string | undefined;
}

/** What a task asked: of its machine, and whether of a cluster, which that machine may be a part of. */
export interface Asked {
  readonly facts: readonly MachineFact[];
  readonly isClusterAsked: boolean;
}

/** The doubts about the answers. */
export function doubtOfFacts({ facts, isClusterAsked }: Asked, { isCheck, machine }: Site): FactDoubt {
  if (!isCheck || (facts.length === 0 && !isClusterAsked)) return { ofMachine: undefined, ofPath: undefined };
  const { last, paths } = machine.unapplied;
  const found = facts.flatMap(({ key }) => pathsIn(key)).find((path) => paths.has(path));
  return { ofMachine: last, ofPath: found === undefined ? undefined : paths.get(found) };
}

/** Notes the paths that a task names which was not applied. */
export function noteUnapplied(
  args: unknown,
  { task, name, site }: { readonly task: Task; readonly name: string; readonly site: Site },
): void {
  if (isOnlyLooking(task)) return;
  for (const path of pathsIn(args)) site.machine.unapplied.paths.set(path, name);
}

/** Every text in a value that is an absolute path. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('/') && !value.includes('\n') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(pathsIn);
}
