import type { MachineFact } from '../../modules/fact.ts';
import { askMachine } from './ask-machine.ts';
import type { FactAnswer } from './fact-answer.ts';
import type { World } from './world.ts';

/** Asks one thing now, whatever is known: while something is waited for, nothing is settled. */
export async function askFresh(
  fact: MachineFact,
  { connection, identity, environment, signal }: World,
  timeoutMs?: number,
): Promise<FactAnswer> {
  const options = { identity, environment, signal, ...(timeoutMs !== undefined && { timeoutMs }) };
  const [answer] = await askMachine(connection, [fact], options);
  return answer ?? { kind: 'failed', message: 'was not asked' };
}
