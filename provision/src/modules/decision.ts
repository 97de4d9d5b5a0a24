import type { Action, OutputOf } from './action.ts';
import type { AnswerOf, Fact } from './fact.ts';

/** What a task returns, under Ansible's names. `changed` is added by the engine. */
export interface Result {
  /** @default false */
  readonly failed?: boolean;
  readonly msg?: unknown;
  readonly [field: string]: unknown;
}

/** What changed, or would: shown with --diff. Text is compared by line. */
export interface Diff {
  readonly before: string;
  readonly after: string;
  readonly beforeHeader?: string;
  readonly afterHeader?: string;
}

/** What --check reports for an action that it does not do. */
export interface Prediction {
  /** unknown: only the action itself can tell. */
  readonly changed: boolean | 'unknown';
  /** What is known of the result beforehand. */
  readonly result?: Result;
  readonly diff?: readonly Diff[];
}

/** The end of a task. */
export interface Done {
  readonly kind: 'done';
  readonly changed: boolean;
  readonly result: Result;
  readonly diff?: readonly Diff[];
}

/** Questions, and how to go on with their answers. At most three in a task's life. */
export interface Ask {
  readonly kind: 'ask';
  readonly facts: Readonly<Record<string, Fact>>;
  readonly then: (answers: Readonly<Record<string, unknown>>) => Decision;
}

/** Work, what it will come to, and how to go on with its outputs. At most three in a task's life. */
export interface Act {
  readonly kind: 'act';
  readonly actions: readonly Action[];
  readonly predicted: Prediction;
  readonly then: (outputs: readonly unknown[]) => Decision;
}

/** One step of a module. Values and pure functions, nothing else. */
export type Decision = Done | Ask | Act;

/** Asks, with answers under the names of the facts. */
export function ask<const Facts extends Readonly<Record<string, Fact>>>(
  facts: Facts,
  then: (answers: { readonly [Name in keyof Facts]: AnswerOf<Facts[Name]> }) => Decision,
): Ask {
  // The engine answers every fact under its own name, with what the fact's family parsed.
  // eslint-disable-next-line unicorn/no-thenable -- a decision is plain data and never awaited
  return { kind: 'ask', facts, then: then as Ask['then'] };
}

/** Acts, with outputs in the order of the actions. */
export function act<const Actions extends readonly Action[]>(
  actions: Actions,
  predicted: Prediction,
  then: (outputs: { readonly [Index in keyof Actions]: OutputOf<Actions[Index]> }) => Decision,
): Act {
  // eslint-disable-next-line unicorn/no-thenable -- a decision is plain data and never awaited
  return { kind: 'act', actions, predicted, then: then as Act['then'] };
}

/** Ends a task with a result. */
export function done(changed: boolean, result: Result = {}, diff?: readonly Diff[]): Done {
  return { kind: 'done', changed, result, ...(diff !== undefined && { diff }) };
}

/** Ends a task as failed. `msg` says what is wrong and what to do. */
export function failed(msg: string, result: Result = {}, changed = false): Done {
  return { kind: 'done', changed, result: { ...result, failed: true, msg } };
}
