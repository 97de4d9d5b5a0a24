import { architectureNamed } from '../../artifacts/resolve.ts';
import type { KnownArtifact } from '../../artifacts/store.ts';
import { architectureOfMachine } from '../../facts/architecture.ts';
import { suggest } from '../../source/nearest.ts';
import type { ArtifactAnswer, ArtifactFact } from '../fact.ts';

/** The questions that tell which file an artifact is on a machine. */
export function artifactFacts(name: string) {
  return {
    architecture: architectureOfMachine(),
    artifact: { kind: 'artifact', name } as const satisfies ArtifactFact,
  };
}

/** Answers to `artifactFacts`. */
export interface ArtifactAnswers {
  readonly architecture: string;
  readonly artifact: ArtifactAnswer;
}

/** The file of an artifact for the machine, or why there is none. */
export function fileFor(
  name: string,
  { architecture, artifact }: ArtifactAnswers,
): { readonly known: KnownArtifact } | { readonly refused: string } {
  if (artifact.kind === 'unknown') {
    const hint = suggest(name, artifact.names);
    return { refused: `lab.yml has no artifact ${name}${hint === undefined ? '' : `; ${hint}`}` };
  }
  const named = architectureNamed(architecture);
  return named === undefined
    ? {
        refused: `the machine is a ${architecture}, and artifacts are for amd64 (x86_64) and arm64 (aarch64)`,
      }
    : { known: artifact.files[named] };
}
