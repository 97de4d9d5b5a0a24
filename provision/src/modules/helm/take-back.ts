import { helmError } from '../../facts/helm-release.ts';
import type { FoundRelease, HelmRelease } from '../../facts/helm-release.ts';
import { act, failed } from '../decision.ts';
import type { Decision, Result } from '../decision.ts';
import { rollbackCommand, uninstallCommand } from './commands.ts';
import { isUnderWay, lastWorked } from './mend.ts';
import type { Wanted } from './present.ts';

/**
 * Ends a task that failed; with `atomic` after the release was taken back to what worked, or uninstalled. helm could do
 * that by itself, but then the pods would be gone before anybody could ask them why.
 */
export function takeBack(
  wanted: Wanted,
  now: HelmRelease,
  { message, result }: { readonly message: string; readonly result: Result },
): Decision {
  const { args, release, hasWaited } = wanted;
  if (now.kind !== 'found' || !isBegun(release, now)) return failed(message, result);
  if (!args.atomic || hasWaited) return failed(message, result, true);
  const goal = lastWorked(now);
  const command = goal === undefined ? uninstallCommand(args) : rollbackCommand(args, goal);
  const done = goal === undefined ? 'it was uninstalled again' : `it was taken back to revision ${goal}`;
  return act([{ kind: 'shell', command, programs: ['helm'] }], { changed: true }, ([{ exitCode, stderr }]) =>
    exitCode === 0
      ? failed(`${message}\n${done}`, result, true)
      : failed(`${message}\nand it could not be taken back: ${helmError(stderr)}`, result, true),
  );
}

/** Whether helm made a revision: what it refuses before that (values, a template) leaves nothing to take back. */
function isBegun(before: Wanted['release'], now: FoundRelease): boolean {
  if (now.status === 'deployed') return false;
  return before.kind === 'missing' || isUnderWay(before) || before.revision !== now.revision;
}
