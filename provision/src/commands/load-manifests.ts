import { join } from 'node:path';

import type { LoadedLab } from '../lab/load.ts';
import { readManifestFiles } from '../manifests/find.ts';
import { readManifests, renderManifests } from '../manifests/render.ts';
import type { ManifestSet } from '../manifests/render.ts';
import type { Problem } from '../source/problem.ts';
import type { SourceFiles } from '../source/read.ts';
import type { CommandContext } from './command.ts';

/** The manifests' folder below the root. */
export const MANIFESTS = 'kubernetes';

/** The manifests: rendered from kubernetes/ over lab.yml, or read as they are from a folder of plain YAML. */
export async function loadManifests(
  { root }: CommandContext,
  files: SourceFiles,
  from: { readonly loaded: LoadedLab | undefined; readonly directory: string | undefined },
): Promise<ManifestSet> {
  const read = await readManifestFiles(files, from.directory ?? join(root, MANIFESTS));
  if (from.directory !== undefined) return withProblems(readManifests(read.sources), read.problems);
  // Without lab.yml there is nothing to render over, and its problems are reported anyway.
  const templates = from.loaded ? read.sources : [];
  return withProblems(renderManifests(from.loaded?.lab, templates), read.problems);
}

function withProblems(set: ManifestSet, problems: readonly Problem[]): ManifestSet {
  return { ...set, problems: [...problems, ...set.problems] };
}
