import { z } from 'zod';

import { Flag, Text, whenSound } from '../argument.ts';
import { splitWords } from './split-words.ts';

/** Ansible reads these out of the command's own text; that hides them, so they are arguments here. */
const INLINE = /(?:^|\s)(creates|removes|chdir|executable|stdin)=/;

/** The text of a command. */
export const CommandText = Text.superRefine((text, context) => {
  const inline = INLINE.exec(text)?.[1];
  if (inline === undefined) return;
  context.addIssue({
    code: 'custom',
    message: `expected \`${inline}\` as an argument of its own, not in the text of the command`,
  });
});

/** What command and shell have in common. */
export const RUN_ARGS = {
  chdir: Text.optional().describe('The folder to run in. Without it, the home folder of the user.'),
  creates: Text.optional().describe(
    'A path or a pattern (`*`, `?`, `[…]`): if something matches it, the command does not run.',
  ),
  removes: Text.optional().describe('A path or a pattern: if nothing matches it, the command does not run.'),
  stdin: Text.optional().describe('What the command reads. Without it, an empty input.'),
  stdin_add_newline: Flag.default(true).describe('Ends `stdin` with a line break.'),
};

/** The arguments that both have, as the run needs them. */
export interface RunArgs {
  readonly chdir?: string | undefined;
  readonly creates?: string | undefined;
  readonly removes?: string | undefined;
  readonly stdin?: string | undefined;
  readonly stdin_add_newline: boolean;
}

export const CommandArgs = z
  .strictObject({
    cmd: CommandText.optional().describe(
      'The command and its words, split as a shell would; quotes keep a word together.',
    ),
    argv: z.array(Text).optional().describe('The command and its words, a list; instead of `cmd`.'),
    ...RUN_ARGS,
    expand_argument_vars: Flag.default(true).describe(
      'Puts `$NAME` and a leading `~` of a word in for what they mean on the machine.',
    ),
    strip_empty_ends: Flag.default(true).describe('Takes line breaks off the end of stdout and stderr.'),
  })
  .refine(
    ({ cmd, argv }) => cmd === undefined || argv === undefined,
    whenSound('expected `cmd` or `argv`, not both'),
  )
  .refine((args) => wordsOf(args) !== undefined, whenSound('expected a closing quote in the command'))
  .refine((args) => wordsOf(args)?.length !== 0, whenSound('expected a command'));
export type CommandArgs = z.infer<typeof CommandArgs>;

/** The words of the command; undefined where a quote is not closed. */
export function wordsOf({
  cmd,
  argv,
}: {
  readonly cmd?: string | undefined;
  readonly argv?: readonly string[] | undefined;
}): readonly string[] | undefined {
  return argv ?? splitWords(cmd ?? '');
}
