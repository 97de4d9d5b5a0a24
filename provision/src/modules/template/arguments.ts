import { z } from 'zod';

import { Flag, Text } from '../argument.ts';
import { Validate } from '../copy/arguments.ts';
import { ModeOrPreserve, attributeArguments, unsafeWrites } from '../file-attributes/arguments.ts';

const HANDLEBARS = 'templates are Handlebars: this belongs to Jinja, and is not needed';

/** An argument of Ansible's that has no meaning for Handlebars. */
function jinja(instead: string) {
  return z.never(`${HANDLEBARS}; ${instead}`).optional().describe(`Refused: ${instead}.`);
}

const MARKS =
  'expressions stand between {{ and }}, blocks between {{# and {{/, comments between {{!-- and --}}';
const SPACE = 'a line with nothing but a block on it vanishes; {{~ and ~}} take away the space beside them';

/** Line ends as they are written in YAML: with the escape, or already as the characters. */
const LINE_ENDS = { '\\n': '\n', '\\r': '\r', '\\r\\n': '\r\n' } as const;

/** The arguments of `template`. */
export const TemplateArgs = z.strictObject({
  src: Text.describe('The template, looked for in `templates` beside the playbook.'),
  dest: Text.refine((dest) => dest !== '', 'expected a path').describe(
    'Where the text is put. A folder, or a path with a slash at its end: into it, under the name of the template.',
  ),
  newline_sequence: z
    .enum(['\\n', '\\r', '\\r\\n', '\n', '\r', '\r\n'])
    .default('\n')
    .transform((text) => (text in LINE_ENDS ? LINE_ENDS[text as keyof typeof LINE_ENDS] : text))
    .describe('How lines end.'),
  output_encoding: z
    .string()
    .refine((name) => /^utf-?8$/i.test(name), 'files are written in utf-8')
    .default('utf-8')
    .describe('utf-8, and no other.'),
  force: Flag.default(true).describe(
    'Replaces what has another content; off: only what is missing is put there.',
  ),
  backup: Flag.default(false).describe('Keeps the old file beside the new one.'),
  follow: Flag.default(false).describe('A link at `dest` stays, and what it points to is written.'),
  validate: Validate.optional(),
  unsafe_writes: unsafeWrites,
  trim_blocks: jinja(SPACE),
  lstrip_blocks: jinja(SPACE),
  block_start_string: jinja(MARKS),
  block_end_string: jinja(MARKS),
  variable_start_string: jinja(MARKS),
  variable_end_string: jinja(MARKS),
  comment_start_string: jinja(MARKS),
  comment_end_string: jinja(MARKS),
  ...attributeArguments,
  mode: ModeOrPreserve.optional(),
});
export type TemplateArgs = z.infer<typeof TemplateArgs>;
