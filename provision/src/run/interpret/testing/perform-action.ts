import type { Action, OutputOf } from '../../../modules/action.ts';
import { act, done } from '../../../modules/decision.ts';
import { type Outcome, runDecision } from '../task.ts';
import type { World } from '../world.ts';

/** Has one action done and gives its output. @throws {Error} with the message of an action that could not be begun */
export async function performAction<A extends Action>(world: World, action: A): Promise<OutputOf<A>> {
  const outputs: OutputOf<A>[] = [];
  const outcome: Outcome = await runDecision(
    act([action], { changed: true }, ([output]) => {
      outputs.push(output);
      return done(true);
    }),
    world,
  );
  const [output] = outputs;
  if (output === undefined)
    throw new Error(outcome.kind === 'done' ? String(outcome.result.msg) : outcome.kind);
  return output;
}
