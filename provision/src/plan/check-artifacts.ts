import { Artifacts } from '../lab/artifacts-schema.ts';
import type { Play } from '../playbook/play.ts';
import type { TaskNode } from '../playbook/task.ts';
import { suggest } from '../source/nearest.ts';
import { problem } from '../source/problem.ts';
import type { Place, Problem } from '../source/problem.ts';
import { nodesOf } from './definitions.ts';

/** The argument by which a module names an artifact of lab.yml. */
const ARGUMENTS: Readonly<Record<string, string | undefined>> = { artifact: 'name', unarchive: 'artifact' };

/** An artifact that a task names as it is written, without a template. */
export interface NamedArtifact {
  readonly name: string;
  readonly place: Place;
}

/** The artifacts that tasks of a play name; those whose names only the run can tell are left out. */
export function artifactsNamedIn(play: Play): readonly NamedArtifact[] {
  return nodesOf(play).flatMap(artifactsOf);
}

/** Artifacts that lab.yml does not have. */
export function artifactProblems(
  plays: readonly Play[],
  lab: Readonly<Record<string, unknown>>,
): readonly Problem[] {
  const named = plays.flatMap(artifactsNamedIn);
  const artifacts = named.length === 0 ? undefined : Artifacts.safeParse(lab['artifacts']).data;
  if (!artifacts) return [];
  const known = Object.values(artifacts).flatMap(({ files }) => Object.keys(files));
  return named
    .filter(({ name }) => !known.includes(name))
    .map(({ name, place }) =>
      problem('bad-value', `lab.yml has no artifact \`${name}\``, place, suggest(name, known)),
    );
}

function artifactsOf(node: TaskNode): readonly NamedArtifact[] {
  if (node.kind !== 'task' || node.args.kind !== 'map') return [];
  const argument = ARGUMENTS[node.module.name];
  return node.args.entries.flatMap(({ key, value }) =>
    key === argument && value.kind === 'plain' ? [{ name: String(value.value), place: value.place }] : [],
  );
}
