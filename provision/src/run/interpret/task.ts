import { LabError } from '../../errors.ts';
import type { Action } from '../../modules/action.ts';
import { type Decision, type Done, failed, type Prediction } from '../../modules/decision.ts';
import { ConnectError } from '../../transport/errors.ts';
import { answerAll } from './answer.ts';
import { performAll } from './perform.ts';
import { Temporaries } from './temporaries.ts';
import type { World } from './world.ts';

/** How often a module may ask, and how often it may act, in a task's life. */
const MAX_ROUNDS = 3;

/** What a decision came to: the task's end, or with `isCheck` what its first actions would come to. */
export type Outcome = Done | Predicted;

/** What was not done, and what it would have come to. */
export interface Predicted {
  readonly kind: 'predicted';
  readonly actions: readonly Action[];
  readonly prediction: Prediction;
}

/** A module asked or acted once more than it may. A bug of ours. */
export class ModuleError extends LabError {
  readonly code = 'module-broken';
  readonly module: string;

  constructor(module: string, message: string) {
    super(`${module}: ${message}`);
    this.module = module;
  }
}

/**
 * Carries out a decision. What a machine or a file refuses ends in a failed `Done`; so does a question that could not
 * be answered. In check mode the first action is not done but predicted.
 * @throws {ModuleError} for a module that asks or acts too often, what `Connection` throws, and `world.signal`'s reason
 */
export async function runDecision(decision: Decision, world: World): Promise<Outcome> {
  const temporaries = new Temporaries(world.connection, world.identity);
  let isReachable = true;
  try {
    return await advance(decision, world, temporaries);
  } catch (error) {
    isReachable = !(error instanceof ConnectError);
    throw error;
  } finally {
    if (isReachable) await temporaries.remove();
  }
}

async function advance(first: Decision, world: World, temporaries: Temporaries): Promise<Outcome> {
  const rounds = { ask: 0, act: 0 };
  let decision = first;
  while (decision.kind !== 'done') {
    world.signal.throwIfAborted();
    rounds[decision.kind] += 1;
    if (rounds[decision.kind] > MAX_ROUNDS) {
      throw new ModuleError(world.module, `more than ${MAX_ROUNDS} rounds of "${decision.kind}" in one task`);
    }
    // An async function may not return a decision: whoever awaited it would call its `then`.
    if (decision.kind === 'ask') {
      const answered = await answerAll(decision.facts, world);
      decision = answered.kind === 'failed' ? failed(answered.message) : decision.then(answered.answers);
    } else {
      const { actions, predicted } = decision;
      if (world.isCheck) return { kind: 'predicted', actions, prediction: predicted };
      const performed = await performAll(actions, { world, temporaries });
      decision = performed.kind === 'failed' ? failed(performed.message) : decision.then(performed.outputs);
    }
  }
  return decision;
}
