import type { Fact, LocalFile, MachineFact } from '../../modules/fact.ts';
import type { FactAnswer } from './fact-answer.ts';
import { lookAtLocalFile } from './local-file.ts';
import type { World } from './world.ts';

/** The answers under the names of their facts, or why one of them is not to be had. */
export type Answered =
  | { readonly kind: 'known'; readonly answers: Readonly<Record<string, unknown>> }
  | { readonly kind: 'failed'; readonly message: string };

/** Answers all facts of a round: those of the machine in one round trip, the others side by side. */
export async function answerAll(
  facts: Readonly<Record<string, Fact | undefined>>,
  world: World,
): Promise<Answered> {
  const named = Object.entries(facts).flatMap(([name, fact]) =>
    fact === undefined ? [] : [[name, fact] as const],
  );
  const machineFacts = named.flatMap(([, fact]) => (fact.kind === 'machine' ? [fact] : []));
  const machineAnswers = await world.facts.askAll(machineFacts, world);
  const byFact = new Map(machineFacts.map((fact, index) => [fact, machineAnswers[index]]));
  const found = await Promise.all(named.map(([, fact]) => answerOf(fact, { world, byFact })));
  const answers: Record<string, unknown> = {};
  for (const [index, [name]] of named.entries()) {
    const answer = found[index];
    if (answer?.kind !== 'known')
      return { kind: 'failed', message: answer?.message ?? `${name} was not asked` };
    answers[name] = answer.value;
  }
  return { kind: 'known', answers };
}

async function answerOf(
  fact: Fact,
  {
    world,
    byFact,
  }: { readonly world: World; readonly byFact: ReadonlyMap<MachineFact, FactAnswer | undefined> },
): Promise<FactAnswer | undefined> {
  switch (fact.kind) {
    case 'machine':
      return byFact.get(fact);
    case 'local-file': {
      const { search } = world.local;
      const answer = await lookAtLocalFile(fact, { search, digests: world.artifacts.localDigests });
      if (answer.kind === 'known') world.onLocalFile?.(answer.value as LocalFile);
      return answer;
    }
    case 'cluster':
      // Few runs ask for one of these: the others need not load what it takes.
      return (await import('./cluster.ts')).askCluster(fact, world);
    case 'artifact':
      return (await import('./artifact.ts')).lookAtArtifact(fact, world);
    case 'image':
      return (await import('./image.ts')).askImage(fact, world);
  }
}
