import { expandedWord } from '../../facts/expanded-word.ts';
import { type Command, sh } from '../../shell/command.ts';
import type { ShellOutput } from '../action.ts';
import type { Result } from '../decision.ts';
import type { Module } from '../module.ts';
import { CommandArgs, wordsOf } from './arguments.ts';
import { decideRun } from './decide-run.ts';
import { RUN_RETURNS, ranResult } from './run-result.ts';

/** The system's own numbers of an error: ENOENT and EACCES. */
const NO_SUCH_FILE = 2;
const PERMISSION_DENIED = 13;

/** Runs a program, without a shell's meaning for any letter. */
export const commandModule: Module<CommandArgs> = {
  name: 'command',
  summary: 'Runs a program with its words as they are: no pipes, no redirections, no patterns.',
  notes: [
    '`$NAME` and a leading `~` are put in for what they mean on the machine, unless `expand_argument_vars` is false. A name that is not set stays as it is.',
    'With --check it is left out, unless `creates` or `removes` say whether it would run.',
  ],
  args: CommandArgs,
  freeForm: 'cmd',
  returns: RUN_RETURNS,
  example: `- command: make install
  args:
    chdir: /srv/lab
    creates: /usr/local/bin/lab
- command:
    argv: [touch, a file]
`,
  check: 'full',
  alwaysActs: 'Nobody but `creates` and `removes` knows whether a program has still something to do.',
  decide: (args, context) => {
    const words = wordsOf(args) ?? [];
    const command = programOf(words, args.expand_argument_vars);
    const read = (output: ShellOutput) =>
      startResult(ranResult(output, { cmd: words, isStripped: args.strip_empty_ends }), words[0] ?? '');
    return decideRun({ cmd: words, action: { command }, read }, args, context);
  },
};

/** `exec` runs no built-in of the shell: echo is the program, with its own ways. */
function programOf(words: readonly string[], isExpanded: boolean): Command {
  return words
    .map((word) => expandedWord(word, { isExpanded, isGlob: false }))
    .reduce((command, word) => sh`${command} ${word}`, sh`exec`);
}

/** A shell gives 127 and 126 where there was no program to run; what a program says itself has no `exec` in it. */
function startResult(result: Result, program: string): Result {
  const hasNotRun = result['stdout'] === '' && /\bexec: /.test(String(result['stderr']));
  if (!hasNotRun || (result['rc'] !== 127 && result['rc'] !== 126)) return result;
  return result['rc'] === 127
    ? { ...result, rc: NO_SUCH_FILE, msg: `${program}: no such program` }
    : { ...result, rc: PERMISSION_DENIED, msg: `${program}: may not be run` };
}
