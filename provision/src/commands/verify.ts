import { unknown } from '../command-line/read-options.ts';
import type { CommandOptions } from '../command-line/commands.ts';
import { CHECKS, CHECK_NAMES } from '../verify/names.ts';
import type { CheckName } from '../verify/names.ts';
import { renderEnd, renderLooked } from '../verify/render.ts';
import { runChecks } from '../verify/run-checks.ts';
import type { Checked } from '../verify/run-checks.ts';
import type { CommandContext, Outcome } from './command.ts';
import { findPlace } from './verify/find-place.ts';

/** `lab verify`: whether each part of a running lab works. */
export async function verify(options: CommandOptions<'verify'>, context: CommandContext): Promise<Outcome> {
  const mistakes = options.only
    .filter((name) => !isCheck(name))
    .map((name) => unknown('check', name, CHECK_NAMES));
  if (options.local && options.inventory !== undefined)
    mistakes.push('--local and --inventory exclude each other');
  if (mistakes.length > 0) return { status: 'bad-command-line', mistakes };
  await using place = new AsyncDisposableStack();
  const found = await findPlace(options, context);
  if ('status' in found) return found;
  place.defer(found.close);
  const { output, stop } = context;
  if (!options.json) output.print(`${found.title}\n\n`);
  const checked = await runChecks(found.checks, {
    wanted: options.only.length === 0 ? found.checks.map(({ name }) => name) : options.only.filter(isCheck),
    watcher: {
      onVerdict: (one) => {
        if (!options.json) output.print(renderLooked(one, output));
      },
      onWaiting: (names) => found.onWaiting(names),
    },
    signal: stop,
  }).catch((error: unknown) => {
    if (stop.aborted) return undefined;
    throw error;
  });
  output.progress(undefined);
  if (!checked) return { status: 'interrupted' };
  if (options.json) output.print(`${JSON.stringify(checked.map(asJson), undefined, 2)}\n`);
  else output.print(renderEnd(checked, output));
  return { status: checked.some((one) => hasFailed(one, options.strict)) ? 'failed' : 'done' };
}

function isCheck(name: string): name is CheckName {
  return Object.hasOwn(CHECKS, name);
}

function hasFailed({ verdict }: Checked, isStrict: boolean): boolean {
  return verdict.state === 'failed' || (isStrict && verdict.state === 'not installed' && verdict.isWanted);
}

function asJson({ name, verdict }: Checked) {
  return { name, looksFor: CHECKS[name], ...verdict };
}
