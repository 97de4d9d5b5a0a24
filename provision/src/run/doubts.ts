import { UnresolvedVariable } from '../expression/lazy-record.ts';
import { problem } from '../source/problem.ts';
import type { Place } from '../source/problem.ts';

/** A task that check mode did not apply. */
export interface Unapplied {
  readonly name: string;
  readonly place: Place;
}

/**
 * What in check mode cannot be known of a machine, since earlier tasks were not applied. A variable that such a task
 * would set throws when it is read, so that the doubt follows it through every other variable; one that was predicted
 * can be read, and a doubt is raised only where a part is missing that the prediction did not have.
 */
export class Doubts {
  readonly #predicted = new Map<string, Unapplied>();
  #lastRead: Unapplied | undefined;

  /** Gives a variable no value. */
  makeUnknown(set: Record<string, unknown>, name: string, task: Unapplied): void {
    this.#predicted.delete(name);
    const text = `\`${name}\` is not known: ${task.name} was not applied`;
    define(set, name, () => {
      throw new UnresolvedVariable([problem('not-applied', text, task.place, task.name)]);
    });
  }

  /** Gives a variable a value that may lack parts. */
  makePredicted(
    set: Record<string, unknown>,
    name: string,
    { value, task }: { value: unknown; task: Unapplied },
  ): void {
    this.#predicted.set(name, task);
    define(set, name, () => {
      this.#lastRead = task;
      return value;
    });
  }

  /** Gives a variable a value that is certain. */
  makeKnown(set: Record<string, unknown>, name: string, value: unknown): void {
    this.#predicted.delete(name);
    Object.defineProperty(set, name, { value, enumerable: true, configurable: true, writable: true });
  }

  /** Whether any variable was predicted. */
  get hasPredicted(): boolean {
    return this.#predicted.size > 0;
  }

  /** The task behind a variable that was predicted. */
  predictedBy(name: string): Unapplied | undefined {
    return this.#predicted.get(name);
  }

  /** The task behind the predicted variable that was read last, since this was last called. */
  takeLastRead(): Unapplied | undefined {
    const task = this.#lastRead;
    this.#lastRead = undefined;
    return task;
  }
}

function define(set: Record<string, unknown>, name: string, get: () => unknown): void {
  Object.defineProperty(set, name, { get, enumerable: true, configurable: true });
}
