import { join } from 'node:path';

import type { LabValues } from '../images/image-of.ts';
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
  from: { readonly values: LabValues | undefined; readonly directory: string | undefined },
): Promise<ManifestSet> {
  const read = await readManifestFiles(files, from.directory ?? join(root, MANIFESTS));
  if (from.directory !== undefined) return withProblems(readManifests(read.sources), read.problems);
  return withProblems(renderManifests(from.values, read.sources), read.problems);
}

function withProblems(set: ManifestSet, problems: readonly Problem[]): ManifestSet {
  return { ...set, problems: [...problems, ...set.problems] };
}
