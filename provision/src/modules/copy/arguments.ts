import { z } from 'zod';

import { Flag, Text } from '../argument.ts';
import { spacedJson } from './spaced-json.ts';
import { Mode, ModeOrPreserve, attributeArguments, unsafeWrites } from '../file-attributes/arguments.ts';

/** Text, or a value that is written as JSON. */
const Content = z
  .union([z.string(), z.number(), z.boolean(), z.array(z.unknown()), z.record(z.string(), z.unknown())])
  .transform((value) => (typeof value === 'object' ? spacedJson(value) : String(value)));

/** A command that looks at the new content before it takes the old one's place. */
export const Validate = Text.refine(
  (text) => text.includes('%s'),
  'expected a command with %s in it',
).describe(
  'A command that must succeed before the new content takes the place of the old one; %s stands for the file.',
);

/** The arguments of `copy`. */
export const CopyArgs = z
  .strictObject({
    src: Text.optional().describe(
      'A file or folder, looked for in `files` beside the playbook. Of a folder with a slash at its end, ' +
        'what is in it is copied; without one, the folder itself.',
    ),
    content: Content.optional().describe(
      'The content itself, in place of `src`. A list or map is written as JSON.',
    ),
    dest: Text.refine((dest) => dest !== '', 'expected a path').describe(
      'Where it is put. A folder, or a path with a slash at its end: the file is put into it, under its own name.',
    ),
    remote_src: Flag.default(false).describe('`src` lies on the machine already.'),
    force: Flag.default(true).describe(
      'Replaces what has another content; off: only what is missing is put there.',
    ),
    backup: Flag.default(false).describe('Keeps the old file beside the new one.'),
    follow: Flag.default(false).describe('A link at `dest` stays, and what it points to is written.'),
    local_follow: Flag.optional().describe(
      'Links in a folder count as what they point to; off: they stay links. ' +
        'Default: on for what lies on this machine, off with remote_src.',
    ),
    directory_mode: Mode.optional().describe('Permissions of folders that a folder brings along.'),
    checksum: Text.optional().describe('The SHA-1 that `src` must have.'),
    validate: Validate.optional(),
    decrypt: z
      .literal(true)
      .optional()
      .describe(
        'Taken for the sake of playbooks that have it; the lab has no vault, so there is nothing to decrypt.',
      ),
    unsafe_writes: unsafeWrites,
    ...attributeArguments,
    mode: ModeOrPreserve.optional(),
  })
  .refine(
    ({ src, content }) => (src === undefined) !== (content === undefined),
    'expected `src` or `content`, one of them',
  )
  .refine(({ content, dest }) => content === undefined || !dest.endsWith('/'), {
    message: 'content goes into a file, and this is a folder',
    path: ['dest'],
  })
  .refine(({ content, remote_src: isRemote }) => content === undefined || !isRemote, {
    message: '`remote_src` goes with `src`',
    path: ['remote_src'],
  });
export type CopyArgs = z.infer<typeof CopyArgs>;
