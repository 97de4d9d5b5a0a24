import { sh } from '../../shell/command.ts';
import type { ShellAction, UploadAction } from '../action.ts';
import { act, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { SysctlArgs } from './arguments.ts';

/** Writes the file, and has the kernel take it where the task wants that. */
export function writeFile(
  args: SysctlArgs,
  text: string,
  { result, diff }: { result: Record<string, unknown>; diff: readonly { before: string; after: string }[] },
): Decision {
  const write: UploadAction = {
    kind: 'upload',
    source: { kind: 'bytes', bytes: Buffer.from(text) },
    path: args.sysctl_file,
    isLinkFollowed: true,
  };
  const reload: ShellAction = {
    kind: 'shell',
    command: sh`sysctl ${args.ignoreerrors ? ['-e'] : []} -q -p ${args.sysctl_file}`,
    programs: ['sysctl'],
  };
  return act([write], { changed: true, result, diff }, ([{ failure }]) => {
    if (failure !== undefined) return failed(failure, result);
    if (!args.reload) return done(true, result, diff);
    return act([reload], { changed: true, result, diff }, ([{ exitCode, stderr }]) => {
      if (exitCode === 0 || args.ignoreerrors) return done(true, result, diff);
      return failed(`Failed to reload sysctl: ${stderr.trim()}`, { ...result, rc: exitCode, stderr }, true);
    });
  });
}
