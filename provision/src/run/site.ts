import type { Settings } from '../playbook/task.ts';
import { findHost } from '../inventory/find-host.ts';
import { problem } from '../source/problem.ts';
import type { Identity } from '../transport/connection.ts';
import { actingHost } from './acting-host.ts';
import type { TaskContext } from './context.ts';
import {
  EvaluationError,
  evaluate,
  evaluateNumber,
  evaluateSwitch,
  evaluateText,
  mismatch,
} from './evaluate.ts';
import type { Evaluator } from './evaluate.ts';
import type { Machine } from './machines.ts';

/** Where and how one round of a task runs. */
export interface Site {
  readonly machine: Machine;
  /** The name in `delegate_to`. */
  readonly delegate: string | undefined;
  readonly identity: Identity;
  readonly environment: Readonly<Record<string, string>>;
  readonly isCheck: boolean;
  readonly isDiff: boolean;
  /** `no_log`: nothing that it says is reported. */
  readonly isHidden: boolean;
  /** undefined: no limit. */
  readonly timeoutMs: number | undefined;
}

/** Works out the settings of a task. @throws {EvaluationError} {DoubtError} */
export function siteOf({ batch, task, state }: TaskContext, over: Evaluator): Site {
  const { run } = batch;
  const delegate = evaluateText(task.delegateTo, over);
  const named = delegate === undefined ? state.host : findHost(delegate, run.plan.inventory);
  if (!named) throw noSuchHost(task, String(delegate));
  const timeoutSeconds = evaluateNumber(task.timeout, over) ?? 0;
  return {
    machine: run.machines.of(delegate === undefined ? actingHost(batch.play, named) : named),
    delegate,
    identity: identityOf(task, over, run.options.becomePassword(named)),
    environment: environmentOf(task, over),
    isCheck: evaluateSwitch(task.checkMode, over) ?? run.plan.mode.isCheck,
    isDiff: evaluateSwitch(task.diff, over) ?? run.plan.mode.isDiff,
    isHidden: evaluateSwitch(task.noLog, over) ?? false,
    timeoutMs: timeoutSeconds > 0 ? timeoutSeconds * 1000 : undefined,
  };
}

/** As whom: `become` without `become_user` means root. */
export function identityOf(
  settings: Settings,
  over: Evaluator,
  becomePassword: Identity['becomePassword'],
): Identity {
  if (evaluateSwitch(settings.become, over) !== true)
    return { becomeUser: undefined, becomePassword: undefined };
  return { becomeUser: evaluateText(settings.becomeUser, over) ?? 'root', becomePassword };
}

function environmentOf({ environment }: Settings, over: Evaluator): Readonly<Record<string, string>> {
  const merged: Record<string, string> = {};
  for (const layer of environment) {
    const rendered = evaluate(layer, over);
    if (typeof rendered !== 'object' || rendered === null || Array.isArray(rendered)) {
      throw mismatch('a map of variables', rendered, layer);
    }
    for (const [name, value] of Object.entries(rendered)) merged[name] = String(value);
  }
  return merged;
}

function noSuchHost({ delegateTo, place }: TaskContext['task'], name: string): EvaluationError {
  const where = delegateTo?.place ?? place;
  return new EvaluationError([problem('unknown-host', `the inventory has no host \`${name}\``, where)]);
}
