import { unitNames } from '../../facts/unit-names.ts';
import { unitOutcome } from '../../facts/unit-outcome.ts';
import type { UnitState } from '../../facts/unit.ts';
import { sh } from '../../shell/command.ts';
import { nearest } from '../../source/nearest.ts';
import type { ShellAction, ShellOutput } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Result } from '../decision.ts';
import type { ModuleContext } from '../module.ts';
import type { SystemdArgs } from './arguments.ts';
import { changesOf, isMissing } from './changes.ts';
import type { Change } from './changes.ts';
import { diffOf, resultOf } from './result.ts';

/** Brings a unit to what is wanted, and says why it did not come up where it does not. */
export function settle(
  args: SystemdArgs,
  { name, unit }: { name: string; unit: UnitState },
  { isCheck }: ModuleContext,
): Decision {
  const result = resultOf(args, name, unit);
  const changes = changesOf(args, name, unit);
  if (isMissing(unit) && (args.state !== undefined || args.enabled !== undefined))
    return missing(args, name, isCheck);
  if (changes.length === 0) return done(false, result);
  const diff = diffOf(args, name, unit);
  return act([inOrder(changes)], { changed: true, result, diff }, ([output]) => {
    const isJournalWanted = output.exitCode !== 0;
    return ask(
      { outcome: unitOutcome({ name, scope: args.scope, isJournalWanted }) },
      ({ outcome: { status, journal } }) => {
        const last = changes.at(-1)?.verb;
        const isDown =
          last !== undefined && /^(re)?start|reload$/.test(last) && status['ActiveState'] === 'failed';
        if (output.exitCode !== 0 || isDown)
          return broken({ name, changes, journal }, output, { ...result, status });
        return done(true, { ...result, ...(Object.keys(status).length > 0 && { status }) }, diff);
      },
    );
  });
}

/** One script, which ends with the first command that fails. */
function inOrder(changes: readonly Change[]): ShellAction {
  const [first, ...others] = changes.map(({ command }) => command);
  const command = others.reduce((before, after) => sh`${before} && ${after}`, first ?? sh`:`);
  return { kind: 'shell', command, programs: ['systemctl'] };
}

function missing(args: SystemdArgs, name: string, isCheck: boolean): Decision {
  const msg = `Could not find the requested service ${name}: the machine has no such unit`;
  const end = failed(msg, { name });
  // An earlier task, which --check did not do, may bring the unit.
  if (isCheck) return act([], { changed: 'unknown', result: end.result }, () => end);
  return ask({ names: unitNames(args.scope) }, ({ names }) => {
    const near = nearest(name, names);
    return failed(near === undefined ? msg : `${msg}; did you mean \`${near}\`?`, { name });
  });
}

function broken(
  { name, changes, journal }: { name: string; changes: readonly Change[]; journal: string },
  { exitCode, stderr }: ShellOutput,
  result: Result,
): Decision {
  const what = changes.map(({ verb }) => verb).join(', ');
  const said = exitCode === 0 ? 'it started and failed at once' : stderr.trim();
  const tail = journal === '' ? '' : `\n${journal}`;
  return failed(`Unable to ${what} ${name}: ${said}${tail}`, { ...result, rc: exitCode, stderr, journal });
}
