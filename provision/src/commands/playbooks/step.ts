import { createInterface } from 'node:readline/promises';

import type { Confirm } from '../../run/run-options.ts';
import type { CommandContext } from '../command.ts';

/** `--step` where nobody can answer; undefined where somebody can. */
export function stepMistake({ input, output }: Pick<CommandContext, 'input' | 'output'>): string | undefined {
  if (input.isTTY && output.isTerminal) return undefined;
  return '--step asks before each task, and there is no terminal to ask on';
}

/**
 * Asks before each task, one question at a time: no (or nothing) leaves it out, yes runs it, continue runs it and all that
 * follow without a further question.
 */
export function askBeforeEach({
  input,
  output,
  stop,
}: Pick<CommandContext, 'input' | 'output' | 'stop'>): Confirm {
  let asksOn = true;
  let before: Promise<unknown> = Promise.resolve();
  const ask = async (name: string): Promise<boolean> => {
    if (!asksOn) return true;
    const lines = createInterface({ input });
    try {
      for (;;) {
        output.note(`Perform task: ${name} (N)o/(y)es/(c)ontinue: `);
        const answer = (await lines.question('', { signal: stop })).trim().toLowerCase();
        if (['', 'n', 'no'].includes(answer)) return false;
        asksOn = !['c', 'continue'].includes(answer);
        if (!asksOn || ['y', 'yes'].includes(answer)) return true;
      }
    } catch (error) {
      // The run itself says that it was interrupted.
      if (stop.aborted) return false;
      throw error;
    } finally {
      lines.close();
    }
  };
  return ({ name }) => {
    const answer = before.then(() => ask(name));
    before = answer;
    return answer;
  };
}
