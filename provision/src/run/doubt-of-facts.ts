import type { Action } from '../modules/action.ts';
import type { Prediction } from '../modules/decision.ts';
import type { LocalFile, MachineFact } from '../modules/fact.ts';
import type { Task } from '../playbook/task.ts';
import type { Unapplied } from './machines.ts';
import { isOnlyLooking } from './only-looking.ts';
import type { Site } from './site.ts';

/** What in check mode speaks against what a machine answered: earlier tasks that were not applied. */
export interface FactDoubt {
  /** The last one that would have changed the machine at all: a failure may be for want of it. */
  readonly ofMachine: string | undefined;
  /** One that names a path which was asked about: in a run the answer would be another one. */
  readonly ofPath: string | undefined;
}

/** What a task asked: of its machine, of the user's, and whether of a cluster, which that machine may be a part of. */
export interface Asked {
  readonly facts: readonly MachineFact[];
  readonly localFiles: readonly LocalFile[];
  readonly isClusterAsked: boolean;
}

/** The doubts about the answers. */
export function doubtOfFacts(
  { facts, localFiles, isClusterAsked }: Asked,
  { isCheck, machine }: Site,
  here: Unapplied,
): FactDoubt {
  if (!isCheck) return { ofMachine: undefined, ofPath: undefined };
  const { last, paths } = machine.unapplied;
  const asked = facts.flatMap(({ key }) => pathsIn(key));
  const [after] = [
    ...asked.map((path) => paths.get(path)),
    ...localFiles.flatMap(pathsOf).map((path) => here.paths.get(path)),
  ].filter((name) => name !== undefined);
  return { ofMachine: facts.length > 0 || isClusterAsked ? last : undefined, ofPath: after };
}

/** Where a file was found, or else looked for. */
function pathsOf(file: LocalFile): readonly string[] {
  return file.kind === 'missing' ? file.searched : [file.path];
}

/** Notes the paths that a task names which was not applied. */
export function noteUnapplied(
  args: unknown,
  { task, name, site }: { readonly task: Task; readonly name: string; readonly site: Site },
): void {
  if (isOnlyLooking(task)) return;
  for (const path of pathsIn(args)) site.machine.unapplied.paths.set(path, name);
}

/** Notes the paths on the user's machine of an action that was not done there: those that its result would tell. */
export function noteUnappliedHere(
  { actions, prediction }: { readonly actions: readonly Action[]; readonly prediction: Prediction },
  { name, here }: { readonly name: string; readonly here: Unapplied },
): void {
  if (!actions.some(({ kind }) => WRITING_HERE.has(kind))) return;
  for (const path of pathsIn(prediction.result)) here.paths.set(path, name);
}

const WRITING_HERE: ReadonlySet<Action['kind']> = new Set(['download', 'build-image']);

/** Every text in a value that is an absolute path. */
function pathsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return value.startsWith('/') && !value.includes('\n') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(pathsIn);
}
