import { type Ground, runGround } from '../../facts/run-ground.ts';
import type { ShellAction, ShellOutput } from '../action.ts';
import { act, ask, type Decision, done, failed, type Result } from '../decision.ts';
import type { RunArgs } from './arguments.ts';
import type { ModuleContext } from '../module.ts';
import { heldResult } from './run-result.ts';

/** A command that is ready to run, and what its output means. */
export interface Run {
  /** As the result shows it. */
  readonly cmd: string | readonly string[];
  readonly action: Pick<ShellAction, 'command' | 'executable'>;
  readonly read: (output: ShellOutput) => Result;
}

/** Runs a command unless `creates` or `removes` hold it back. Always a change where it ran. */
export function decideRun(run: Run, args: RunArgs, { isCheck }: Pick<ModuleContext, 'isCheck'>): Decision {
  const { chdir, creates, removes } = args;
  const ground = { chdir, creates, removes };
  if ([chdir, creates, removes].every((each) => each === undefined)) {
    return isCheck ? done(false, { ...leftOut(run), skipped: true }) : perform(run, args, undefined);
  }
  return ask({ ground: runGround(ground) }, (answers) => {
    const { refusal } = answers.ground;
    const isOpen = creates === undefined && removes === undefined;
    if (isCheck && isOpen) return done(false, { ...leftOut(run), skipped: true });
    if (refusal !== undefined) return failed(`cannot run in ${chdir}: ${refusal}`, { cmd: run.cmd });
    const reason = heldBack(args, answers.ground);
    if (reason === undefined) return perform(run, args, answers.ground.directory);
    return done(
      false,
      heldResult(run.cmd, { msg: `not run, since ${reason}`, stdout: `skipped, since ${reason}` }),
    );
  });
}

function heldBack({ creates, removes }: RunArgs, { hasCreated, hasRemovable }: Ground): string | undefined {
  if (creates !== undefined && hasCreated) return `${creates} exists`;
  if (removes !== undefined && !hasRemovable) return `${removes} does not exist`;
  return undefined;
}

function perform(run: Run, args: RunArgs, directory: string | undefined): Decision {
  const { stdin, stdin_add_newline: isEnded, creates, removes } = args;
  const action = {
    kind: 'shell',
    ...run.action,
    ...(directory !== undefined && { directory }),
    ...(stdin !== undefined && { input: isEnded && !stdin.endsWith('\n') ? `${stdin}\n` : stdin }),
  } as const;
  const isGuarded = creates !== undefined || removes !== undefined;
  const predicted = { changed: isGuarded ? true : 'unknown', result: leftOut(run) } as const;
  return act([action], predicted, ([output]) => {
    const result = run.read(output);
    return result['rc'] === 0 ? done(true, result) : failed(String(result.msg), result, true);
  });
}

function leftOut({ cmd }: Run): Result {
  return heldResult(cmd, { msg: 'a check runs no commands', stdout: '' });
}
