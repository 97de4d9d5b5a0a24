import { z } from 'zod';

import { Flag, Text } from '../argument.ts';
import { Validate } from '../copy/arguments.ts';
import { attributeArguments, unsafeWrites } from '../file-attributes/arguments.ts';
import { pythonRegex } from '../python-regex/python-regex.ts';

/** A regular expression as Python reads it. */
const Pattern = Text.superRefine((pattern, context) => {
  const translated = pythonRegex(pattern, { isBytes: true });
  if ('refused' in translated) context.addIssue({ code: 'custom', message: translated.refused });
});

/** A line of text; one line end behind it is taken away. */
const Line = Text.transform((text) => text.replace(/\r?\n$/, '')).refine(
  (text) => !text.includes('\n'),
  'expected one line: for several, use template or copy',
);

/** The arguments of `lineinfile`. */
export const LineinfileArgs = z
  .strictObject({
    path: Text.refine((path) => path !== '', 'expected a path').describe('The file. A link is followed.'),
    state: z
      .enum(['present', 'absent'])
      .default('present')
      .describe('`present`: the line is there once. `absent`: lines that are found are not there.'),
    line: Line.optional().describe('The line. Needed for `present`.'),
    regexp: Pattern.optional().describe(
      'A regular expression, as Python has them. The last line that it is found in is replaced (`present`), ' +
        'every one goes (`absent`).',
    ),
    search_string: Text.optional().describe('As `regexp`, but a text that is looked for as it is.'),
    insertafter: Pattern.optional().describe(
      'Where no line is replaced: behind the last line that this regular expression is found in; `EOF` is the end. ' +
        'Default: EOF.',
    ),
    insertbefore: Pattern.optional().describe(
      'Where no line is replaced: before the last line that this regular expression is found in; `BOF` is the beginning.',
    ),
    firstmatch: Flag.default(false).describe('The first line that is found counts, and not the last.'),
    backrefs: Flag.default(false).describe(
      'What the groups of `regexp` matched is put into the line for `\\1`, `\\g<name>`; without a match nothing is done.',
    ),
    create: Flag.default(false).describe(
      'Makes the file, and folders on the way to it, where they are missing.',
    ),
    backup: Flag.default(false).describe('Keeps the old file beside the new one.'),
    validate: Validate.optional(),
    unsafe_writes: unsafeWrites,
    ...attributeArguments,
  })
  .refine(({ insertafter, insertbefore }) => insertafter === undefined || insertbefore === undefined, {
    message: '`insertafter` and `insertbefore` do not go together',
    path: ['insertbefore'],
  })
  .refine((args) => args.regexp === undefined || args.search_string === undefined, {
    message: '`regexp` and `search_string` do not go together',
    path: ['search_string'],
  })
  .refine(({ backrefs, regexp }) => !backrefs || regexp !== undefined, {
    message: '`backrefs` needs `regexp`',
    path: ['backrefs'],
  })
  .refine(({ state, line }) => state === 'absent' || line !== undefined, {
    message: '`line` is needed where state is present',
    path: ['line'],
  })
  .refine(
    (args) =>
      args.state === 'present' ||
      [args.line, args.regexp, args.search_string].some((each) => each !== undefined),
    'expected `line`, `search_string` or `regexp` where state is absent',
  );
export type LineinfileArgs = z.infer<typeof LineinfileArgs>;
