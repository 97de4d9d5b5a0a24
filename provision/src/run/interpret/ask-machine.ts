import { FactError } from '../../modules/fact-error.ts';
import type { FactFamily, MachineFact } from '../../modules/fact.ts';
import type { AskOptions, Connection, Output } from '../../transport/connection.ts';
import type { FactAnswer } from './fact-answer.ts';
import { describeMissing, missingPrograms, withPrograms } from './missing-programs.ts';

type Family = FactFamily<unknown, unknown>;

/**
 * Asks a machine several questions in one round trip: a script for each family, with all of its keys. Answers in the
 * order of the facts. @throws what `connection.ask` throws
 */
export async function askMachine(
  connection: Connection,
  facts: readonly MachineFact[],
  options: AskOptions,
): Promise<readonly FactAnswer[]> {
  if (facts.length === 0) return [];
  const groups = [...byFamily(facts)].map(([family, members]) => ({ family, ...uniqueKeys(members) }));
  const scripts = groups.map(({ family, keys }) => withPrograms(family.script(keys), family.programs));
  const outputs = await connection.ask(scripts, options);
  const answers = new Map<MachineFact, FactAnswer>();
  groups.forEach(({ family, keys, places }, index) => {
    const read = readOutput(connection.host, family, { keys, output: outputs[index] });
    for (const [fact, place] of places) {
      answers.set(fact, 'message' in read ? { kind: 'failed', ...read } : known(read.values[place]));
    }
  });
  return facts.map((fact) => answers.get(fact) ?? { kind: 'failed', message: 'was not asked' });
}

/** What tells a question of a family from another one. */
export function keyOf(fact: MachineFact): string {
  return JSON.stringify([fact.family.name, fact.key]);
}

function byFamily(facts: readonly MachineFact[]): ReadonlyMap<Family, readonly MachineFact[]> {
  return Map.groupBy(facts, ({ family }) => family);
}

/** Each key once, and where every fact finds its own. */
function uniqueKeys(facts: readonly MachineFact[]) {
  const keys = new Map(facts.map((fact) => [keyOf(fact), fact.key]));
  const order = [...keys.keys()];
  const places = new Map(facts.map((fact) => [fact, order.indexOf(keyOf(fact))]));
  return { keys: [...keys.values()], places };
}

function known(value: unknown): FactAnswer {
  return { kind: 'known', value };
}

function readOutput(
  host: string,
  family: Family,
  { keys, output }: { readonly keys: readonly unknown[]; readonly output: Output | undefined },
): { readonly values: readonly unknown[] } | { readonly message: string } {
  if (output === undefined) return { message: `${host} gave no answer about ${family.name}` };
  const missing = missingPrograms(output);
  if (missing) return { message: describeMissing(host, missing) };
  if (output.exitCode !== 0) return { message: brokenScript(host, family, output) };
  try {
    return { values: family.parse(output.stdout, keys) };
  } catch (error) {
    if (error instanceof FactError) return { message: `${host}, ${family.name}: ${error.message}` };
    throw error;
  }
}

function brokenScript(host: string, family: Family, output: Output): string {
  const end = output.hasTimedOut ? 'took too long' : `ended with ${output.signal ?? output.exitCode}`;
  return `${host}: the look at ${family.name} ${end}: ${output.stderr.toString().trim()}`;
}
