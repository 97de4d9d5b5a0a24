import { isNeeded } from '../../artifacts/needed-groups.ts';
import type { LabParts } from '../../artifacts/needed-groups.ts';
import { ARCHITECTURES } from '../../artifacts/resolve.ts';
import type { ArtifactStore } from '../../artifacts/store.ts';
import { artifactsNamedIn } from '../../plan/check-artifacts.ts';
import type { Plan } from '../../plan/plan.ts';

/**
 * What is said before a run that names artifacts which are not in the cache, for whichever architecture the machines have:
 * all of them at once. Undefined where nothing is missing, or nothing is named.
 */
export async function missingArtifacts(
  { plays }: Plan,
  { store, lab }: { readonly store: ArtifactStore; readonly lab: LabParts },
): Promise<string | undefined> {
  const names = new Set(plays.flatMap(({ play }) => artifactsNamedIn(play)).map(({ name }) => name));
  if (names.size === 0) return undefined;
  const known = (await Promise.all(ARCHITECTURES.map((each) => store.known(each))))
    .flat()
    // Plays of the other distribution name theirs, and are skipped.
    .filter(({ artifact }) => isNeeded(artifact.group, lab));
  const needed = new Set(known.map(({ artifact }) => artifact.name));
  const there = new Set(known.filter(({ path }) => path !== undefined).map(({ artifact }) => artifact.name));
  const missing = [...names].filter((name) => needed.has(name) && !there.has(name)).sort();
  if (missing.length === 0) return undefined;
  const are = missing.length === 1 ? 'one artifact is' : `${missing.length} artifacts are`;
  return (
    `${are} not in the cache, and will be fetched when needed: ${missing.join(', ')}\n` +
    '  `lab fetch` gets them beforehand; `lab fetch --check` says what is missing, and how to get it without a network.\n'
  );
}
