import { z } from 'zod';

import { userScript } from '../../shell/command.ts';
import { Text } from '../argument.ts';
import { CommandText, RUN_ARGS } from '../command/arguments.ts';
import { decideRun } from '../command/decide-run.ts';
import { RUN_RETURNS, ranResult } from '../command/run-result.ts';
import type { Module } from '../module.ts';

const ShellArgs = z.strictObject({
  cmd: CommandText.refine((text) => text.trim() !== '', 'expected a script').describe('The script.'),
  ...RUN_ARGS,
  executable: Text.optional().describe('The shell that reads it, an absolute path. Without it, /bin/sh.'),
});
type ShellArgs = z.infer<typeof ShellArgs>;

/** Runs a script in the machine's shell. */
export const shellModule: Module<ShellArgs> = {
  name: 'shell',
  summary: 'Runs a script in a shell of the machine.',
  notes: [
    'A value that a template puts into the script is read as script, too. Where that is not meant, take `command`.',
    'With --check it is left out, unless `creates` or `removes` say whether it would run.',
  ],
  args: ShellArgs,
  freeForm: 'cmd',
  returns: RUN_RETURNS,
  example: `- shell: grep -c processor /proc/cpuinfo > cores.txt
  args:
    chdir: /srv/lab
    creates: cores.txt
`,
  check: 'full',
  alwaysActs: 'Nobody but `creates` and `removes` knows whether a script has still something to do.',
  decide: (args, context) => {
    const { cmd, executable } = args;
    return decideRun(
      {
        cmd,
        action: { command: userScript(cmd), ...(executable !== undefined && { executable }) },
        read: (output) => ranResult(output, { cmd, isStripped: true }),
      },
      args,
      context,
    );
  },
};
