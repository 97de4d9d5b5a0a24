import type { Action } from '../action.ts';
import type { ClusterAnswer, ClusterChange } from '../cluster.ts';
import type { Decision, Done, Prediction } from '../decision.ts';
import type { Fact } from '../fact.ts';
import type { CaseFacts } from './case-file.ts';
import { fromCase } from './case-value.ts';
import { caseKeyOf, describeAction, familyOf, labelOf } from './describe-action.ts';

/** What a decision did when it was played from data. */
export interface Trace {
  /** The questions of each round, sorted. */
  readonly asks: readonly (readonly string[])[];
  /** All actions as a case file writes them. */
  readonly actions: readonly Readonly<Record<string, unknown>>[];
  readonly acts: number;
  /** Of the first act. */
  readonly predicted: Prediction | undefined;
  /** Undefined in check mode where an act was reached. */
  readonly done: Done | undefined;
}

export interface Stage {
  readonly isCheck: boolean;
  readonly facts: CaseFacts;
  /** The answers once something was done. */
  readonly factsAfter: CaseFacts;
  readonly outputs: readonly Readonly<Record<string, unknown>>[];
}

/** More than the contract allows: stops a decision that never ends. */
const MOST_ROUNDS = 10;

/** Plays a decision: facts are answered and actions are answered for from data; nothing is done. */
export function playDecision(first: Decision, stage: Stage): Trace {
  const asks: string[][] = [];
  const actions: Action[] = [];
  let acts = 0;
  let predicted: Prediction | undefined;
  let decision = first;
  while (decision.kind !== 'done') {
    if (asks.length + acts >= MOST_ROUNDS) throw new Error('the decision does not come to an end');
    if (decision.kind === 'ask') {
      const facts = acts === 0 ? stage.facts : stage.factsAfter;
      asks.push(Object.values(decision.facts).map(labelOf).sort());
      const answers = Object.entries(decision.facts).map(([name, fact]) => [name, answerFrom(facts, fact)]);
      decision = decision.then(Object.fromEntries(answers));
    } else {
      acts += 1;
      predicted ??= decision.predicted;
      const outputs = decision.actions.map((action, index) =>
        outputOf(action, stage.outputs[actions.length + index]),
      );
      actions.push(...decision.actions);
      if (stage.isCheck) break;
      decision = decision.then(outputs);
    }
  }
  const done = decision.kind === 'done' ? decision : undefined;
  return { asks, actions: actions.map(describeAction), acts, predicted, done };
}

function answerFrom(facts: CaseFacts, fact: Fact): unknown {
  const family = facts[familyOf(fact)] ?? {};
  const key = caseKeyOf(fact);
  if (Object.hasOwn(family, key)) return fromCase(family[key]);
  if (Object.hasOwn(family, '*')) return fromCase(family['*']);
  throw new Error(`the case has no answer to: ${labelOf(fact)}`);
}

/** What an action leaves that went well, with what the case says. */
function outputOf(action: Action, given: Readonly<Record<string, unknown>> = {}): unknown {
  const made = action.kind === 'cluster' ? { answers: action.waves.flat().map(madeBy) } : {};
  return { ...WENT_WELL[action.kind], ...made, ...(fromCase(given) as object) };
}

/** What was applied is as it was asked for, and what was deleted is gone. */
function madeBy(change: ClusterChange): ClusterAnswer {
  return change.change === 'apply' ? { kind: 'object', object: change.object } : { kind: 'missing' };
}

const TIMES = { start: '2026-01-01T00:00:00.000Z', end: '2026-01-01T00:00:00.010Z', durationMs: 10 };
const FETCHED = {
  status: 200,
  path: '/tmp/fetched',
  sizeBytes: 0,
  message: 'OK',
  url: '',
  headers: {},
  elapsedMs: 10,
};
const WENT_WELL: Readonly<Record<Action['kind'], object>> = {
  shell: { exitCode: 0, stdout: '', stderr: '', ...TIMES },
  upload: { failure: undefined, sha256: '', backupFile: undefined },
  send: { failure: undefined, path: '/tmp/sent' },
  download: { failure: undefined, sha256: '', sha1: '' },
  'machine-url': { failure: undefined, ...FETCHED },
  'fetch-artifact': { kind: 'cached', path: '/cache/fetched', sha256: '', sizeBytes: 0, isFetched: false },
  poll: { answer: undefined, missing: undefined, cause: undefined, elapsedMs: 10 },
  reconnect: { answer: undefined, missing: undefined, cause: undefined, elapsedMs: 10 },
  cluster: { answers: [] },
  'build-image': { failure: undefined, id: 'sha256:1', sizeBytes: 1, isBuilt: true },
  'cluster-poll': { answer: undefined, missing: undefined, isHopeless: false, elapsedMs: 10 },
};
