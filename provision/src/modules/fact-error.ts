import { LabError } from '../errors.ts';

/** What a machine answered to a question of ours is not understood: the task that asked fails with this message. */
export class FactError extends LabError {
  readonly code = 'fact-not-understood';
  /** The family that asked. */
  readonly fact: string;

  constructor(fact: string, message: string, options: { cause?: unknown; hint?: string } = {}) {
    super(message, options);
    this.fact = fact;
  }
}
