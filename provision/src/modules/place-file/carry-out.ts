import { statOf } from '../../facts/file-stat.ts';
import type { Action, UploadOutput } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Diff, Result } from '../decision.ts';
import { pathInfo } from '../file-attributes/path-info.ts';
import { inOrder } from '../in-order.ts';
import type { ModuleContext } from '../module.ts';
import type { Command } from '../../shell/command.ts';
import { contentFacts, filesDiff } from './content-diff.ts';
import type { Present } from './destination.ts';
import { failureOf } from './failure-of.ts';
import { isAtWork } from './plan-file.ts';
import type { FilePlan } from './plan-file.ts';

/** Work for one or many files. */
export interface Work {
  /** Done first, e.g. folders that are missing. */
  readonly preparations: readonly Command[];
  readonly preparationDiff: readonly Diff[];
  readonly files: readonly FilePlan[];
  readonly result: Result;
  /** With one file the result tells its owner, mode and so on; this is what was there before. */
  readonly only: Present | undefined;
}

/** Does the work, or tells that there is none. */
export function carryOut(work: Work, context: ModuleContext): Decision {
  const busy = work.files.filter(isAtWork);
  const { preparations, result, only } = work;
  if (busy.length === 0 && preparations.length === 0) {
    return done(false, { ...result, ...(only && pathInfo(only.stat)) });
  }
  if (!context.isDiff) return perform(work, busy, undefined);
  const facts = contentFacts(busy);
  const withDiff = (answers: Parameters<typeof filesDiff>[1]) =>
    perform(work, busy, [...work.preparationDiff, ...filesDiff(busy, answers)]);
  return Object.keys(facts).length === 0 ? withDiff({}) : ask(facts, withDiff);
}

function perform(work: Work, busy: readonly FilePlan[], diff: readonly Diff[] | undefined): Decision {
  const commands = [...work.preparations, ...busy.flatMap((plan) => plan.commands)];
  const actions: Action[] = [
    ...(commands.length > 0 ? [{ kind: 'shell', command: inOrder(commands) } as const] : []),
    ...busy.flatMap(({ upload }) => (upload ? [upload] : [])),
  ];
  const predicted = { changed: true, result: work.result, ...(diff && { diff }) };
  return act(actions, predicted, (outputs) => {
    const failure = outputs.map(failureOf).find((each) => each !== undefined);
    if (failure !== undefined) return failed(failure, work.result);
    return tell(work, busy, { outputs, diff });
  });
}

interface Outcome {
  readonly outputs: readonly unknown[];
  readonly diff: readonly Diff[] | undefined;
}

function tell({ result, only }: Work, [first]: readonly FilePlan[], { outputs, diff }: Outcome): Decision {
  if (only === undefined || first === undefined) return done(true, result, diff);
  const backup = outputs.map((output) => (output as Partial<UploadOutput>).backupFile).find(Boolean);
  const told = { ...result, ...(backup !== undefined && { backup_file: backup }) };
  return ask({ now: statOf(first.path) }, ({ now }) => done(true, { ...told, ...pathInfo(now) }, diff));
}
