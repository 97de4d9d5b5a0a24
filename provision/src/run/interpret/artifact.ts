import type { FetchArtifactAction } from '../../modules/action.ts';
import { howToGet } from '../../artifacts/how-to-get.ts';
import { ARCHITECTURES } from '../../artifacts/resolve.ts';
import type { Fetched } from '../../artifacts/store.ts';
import type { ArtifactFact, ArtifactAnswer } from '../../modules/fact.ts';
import type { FactAnswer } from './fact-answer.ts';
import type { Performed } from './perform.ts';
import type { World } from './world.ts';

/** What is known of an artifact, for every architecture. Looks at the lock and at the cache's names, reads no content. */
export async function lookAtArtifact({ name }: ArtifactFact, { artifacts }: World): Promise<FactAnswer> {
  const found = await Promise.all(ARCHITECTURES.map((each) => artifacts.known(each)));
  const names = found[0]?.map(({ artifact }) => artifact.name) ?? [];
  if (!names.includes(name)) {
    return { kind: 'known', value: { kind: 'unknown', names } satisfies ArtifactAnswer };
  }
  const [amd64, arm64] = found.map((known) => known.find(({ artifact }) => artifact.name === name));
  if (!amd64 || !arm64) return { kind: 'failed', message: `${name} is not there for every architecture` };
  return { kind: 'known', value: { kind: 'known', files: { amd64, arm64 } } satisfies ArtifactAnswer };
}

/** Sees to it that an artifact is in the cache. Where it cannot be had, what else is missing is said with it. */
export async function fetchArtifact({ artifact }: FetchArtifactAction, world: World): Promise<Performed> {
  const { artifacts, signal, onProgress, onWaiting } = world;
  const output = await artifacts.fetch(artifact, { signal, onProgress, onWaiting });
  if (output.kind === 'cached') return { kind: 'output', output };
  const known = await artifacts.known(artifact.architecture);
  const missing = known.filter(({ path }) => path === undefined);
  const lines = [
    output.reason,
    ...missingLines(missing.length, known.length),
    ...howToGet(missing, artifacts.settings),
  ];
  return { kind: 'output', output: { kind: 'refused', reason: lines.join('\n') } satisfies Fetched };
}

function missingLines(missing: number, all: number): readonly string[] {
  return missing === 0 ? [] : [`Of the ${all} artifacts of lab.yml, ${missing} are not in the cache:`];
}
