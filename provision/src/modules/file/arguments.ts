import { z } from 'zod';

import { Flag, Text } from '../argument.ts';
import { attributeArguments, unsafeWrites } from '../file-attributes/arguments.ts';

export const FILE_STATES = ['absent', 'directory', 'file', 'hard', 'link', 'touch'] as const;

const TIME = '`now`, `preserve`, or a time in the format beside it, in the time zone of the machine.';

/** strptime(3) of what `touch -t` takes. */
const DEFAULT_FORMAT = '%Y%m%d%H%M.%S';

/** The arguments of `file`. */
export const FileArgs = z
  .strictObject({
    path: Text.refine((path) => path !== '', 'expected a path').describe('What it is about.'),
    state: z
      .enum(FILE_STATES)
      .optional()
      .describe(
        'What shall be there. `absent`: nothing, folders go with all in them. `directory`: a folder, with those on ' +
          'the way to it. `file`: a file that is there already. `hard` and `link`: another name of, or a link to, ' +
          '`src`. `touch`: a file, made empty where there is none, with new times. Default: what is there, else ' +
          '`directory` with `recurse`, else `file`.',
      ),
    src: Text.optional().describe('What a link points to; relative to the folder of the link.'),
    recurse: Flag.default(false).describe(
      'Gives everything below the folder its owner, group and mode, too. What links point to stays as it is.',
    ),
    force: Flag.default(false).describe(
      'Makes links to what is not there, and in place of files and empty folders.',
    ),
    follow: Flag.default(true).describe('Where the path is a link, it is about what the link points to.'),
    modification_time: z
      .string()
      .optional()
      .describe(`When it was last changed: ${TIME} Default: now for touch.`),
    modification_time_format: z.string().default(DEFAULT_FORMAT).describe('As strptime reads it.'),
    access_time: z.string().optional().describe(`When it was last read: ${TIME} Default: now for touch.`),
    access_time_format: z.string().default(DEFAULT_FORMAT).describe('As strptime reads it.'),
    unsafe_writes: unsafeWrites,
    ...attributeArguments,
  })
  .refine(({ recurse, state }) => !recurse || state === undefined || state === 'directory', {
    message: '`recurse` goes with state `directory` alone',
    path: ['recurse'],
  })
  .refine(({ src, state }) => src === undefined || state === 'link' || state === 'hard', {
    message: '`src` goes with the states `link` and `hard` alone',
    path: ['src'],
  });
export type FileArgs = z.infer<typeof FileArgs>;
