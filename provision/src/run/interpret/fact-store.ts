import type { MachineFact } from '../../modules/fact.ts';
import type { Connection, Identity } from '../../transport/connection.ts';
import { askMachine, keyOf } from './ask-machine.ts';
import type { FactAnswer } from './fact-answer.ts';

/** Who asks, and of which machine. */
export interface Asker {
  readonly connection: Connection;
  readonly identity: Identity;
  readonly environment: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}

/**
 * What is known of the machines of a run. Settled facts are kept by machine, identity and environment until something
 * acts on the machine; fresh ones are asked every time.
 */
export interface FactStore {
  /**
   * The answers, in the order of the facts. What is not kept is asked in one round trip for all families together.
   * Where one is needed, the settled facts of `ahead` go with it, to be kept for later; should anything of that fail,
   * the facts are asked once more on their own, so that what was added can break nothing.
   * @throws what `Connection.ask` throws
   */
  askAll(
    facts: readonly MachineFact[],
    asker: Asker,
    ahead?: () => readonly MachineFact[],
  ): Promise<readonly FactAnswer[]>;
  /** Forgets all that is known of a machine: something acted on it. Answers still under way are not kept either. */
  forget(host: string): void;
  /** Forgets all that is known. */
  forgetAll(): void;
}

interface Known {
  readonly byAsker: Map<string, Map<string, FactAnswer>>;
  /** What failed when it was asked ahead: it waits for its own task, for it would cost a round trip each time. */
  readonly failedAhead: Set<string>;
}

/** A store that knows nothing yet. One for a run. */
export function createFactStore(): FactStore {
  const hosts = new Map<string, Known>();

  /** The object itself stands for what is known up to the next action: an answer of an older one is not kept. */
  const knownOf = (host: string): Known => {
    const known = hosts.get(host) ?? { byAsker: new Map(), failedAhead: new Set() };
    hosts.set(host, known);
    return known;
  };

  return {
    askAll: async (facts, asker, ahead) => {
      const known = knownOf(asker.connection.host);
      const kept = answersOf(known, asker);
      const isOpen = (fact: MachineFact) => !kept.has(keyOf(fact));
      const open = facts.filter(isOpen);
      const mayGoAlong = (fact: MachineFact) =>
        isSettled(fact) && isOpen(fact) && !known.failedAhead.has(keyOf(fact));
      const more = open.length > 0 ? (ahead?.() ?? []).filter(mayGoAlong) : [];
      const together = await ask([...open, ...more], asker);
      const failed = more.filter((fact) => together.get(fact)?.kind === 'failed');
      for (const fact of failed) known.failedAhead.add(keyOf(fact));
      const asked = failed.length > 0 ? await ask(open, asker) : together;
      if (hosts.get(asker.connection.host) === known) keep(kept, asked);
      return facts.map((fact) => asked.get(fact) ?? kept.get(keyOf(fact)) ?? NOT_ASKED);
    },
    forget: (host) => void hosts.delete(host),
    forgetAll: () => hosts.clear(),
  };
}

async function ask(
  facts: readonly MachineFact[],
  { connection, identity, environment, signal }: Asker,
): Promise<ReadonlyMap<MachineFact, FactAnswer | undefined>> {
  const answers = await askMachine(connection, facts, { identity, environment, signal });
  return new Map(facts.map((fact, index) => [fact, answers[index]]));
}

function isSettled({ family }: MachineFact): boolean {
  return family.steadiness === 'settled';
}

const NOT_ASKED: FactAnswer = { kind: 'failed', message: 'was not asked' };

function answersOf(known: Known, { identity, environment }: Asker): Map<string, FactAnswer> {
  const variables = Object.entries(environment).sort(([a], [b]) => (a < b ? -1 : 1));
  const key = JSON.stringify([identity.becomeUser ?? null, variables]);
  const answers = known.byAsker.get(key) ?? new Map<string, FactAnswer>();
  known.byAsker.set(key, answers);
  return answers;
}

function keep(kept: Map<string, FactAnswer>, asked: ReadonlyMap<MachineFact, FactAnswer | undefined>): void {
  for (const [fact, answer] of asked) {
    if (answer && isSettled(fact)) kept.set(keyOf(fact), answer);
  }
}
