import { z } from 'zod';

import { Flag, Text, WholeNumber, whenSound } from '../argument.ts';
import { attributeArguments } from '../file-attributes/arguments.ts';

/** A list of words; one word is a list of itself. */
const Words = z
  .union([z.array(Text), Text.transform((text) => [text])], 'expected a list of texts')
  .default([]);

/** The arguments of `unarchive`. */
export const UnarchiveArgs = z
  .strictObject({
    src: Text.optional().describe(
      'The archive: a file of this machine, looked for in `files` beside the playbook; with remote_src a file of the machine, or a URL that the machine fetches.',
    ),
    artifact: Text.optional().describe(
      'In place of `src`: the short name of a file of lab.yml’s `artifacts`.',
    ),
    dest: Text.describe('The folder that it is unpacked into. It must be there.'),
    remote_src: Flag.optional().describe('`src` lies on the machine already, or is a URL. Default: off.'),
    copy: Flag.optional().describe('The opposite of `remote_src`, as Ansible called it once.'),
    creates: Text.optional().describe('A path on the machine: where it is there, nothing is done.'),
    list_files: Flag.default(false).describe('Gives the names in the archive as `files`.'),
    include: Words.describe('Only these of the archive are unpacked.'),
    exclude: Words.describe('These of the archive are left out: patterns as tar or unzip have them.'),
    keep_newer: Flag.default(false).describe(
      'Files that are newer than those of the archive stay as they are.',
    ),
    extra_opts: Words.describe('More options for tar or unzip, a word each.'),
    validate_certs: Flag.default(true).describe(
      'With a URL: whether the certificate of the server is checked.',
    ),
    io_buffer_size: WholeNumber.default(65_536).describe(
      'Changes nothing: taken for the sake of playbooks that have it.',
    ),
    decrypt: Flag.default(true).describe(
      'Changes nothing: the lab has no vault, so there is nothing to decrypt.',
    ),
    unsafe_writes: Flag.default(false).describe('Changes nothing: tar and unzip write as they do.'),
    ...attributeArguments,
  })
  .refine(
    ({ src, artifact }) => (src === undefined) !== (artifact === undefined),
    whenSound('expected `src` or `artifact`, one of them'),
  )
  .refine(
    ({ copy, remote_src: isRemote }) => copy === undefined || isRemote === undefined,
    whenSound('`copy` and `remote_src` say the same: give one of them'),
  )
  .refine(
    ({ artifact, copy, remote_src: isRemote }) =>
      artifact === undefined || (copy === undefined && isRemote === undefined),
    whenSound('`remote_src` goes with `src`'),
  )
  .refine(
    ({ include, exclude }) => include.length === 0 || exclude.length === 0,
    whenSound('`include` and `exclude` do not go together'),
  );
export type UnarchiveArgs = z.infer<typeof UnarchiveArgs>;
