import { z } from 'zod';

import { Flag, Text } from '../argument.ts';
import { isMode } from './mode.ts';

const NOT_OCTAL = "expected a mode in quotes, such as '0644' or 'u=rw,go=r'";

/** Permissions: octal or symbolic, always text (a number would have lost its base). */
export const Mode = z
  .string(NOT_OCTAL)
  .refine(isMode, NOT_OCTAL)
  .describe("Permissions, as octal text ('0644') or symbolic ('u=rw,go=r', 'u+rwX').");

/** Permissions, or `preserve` for those of the file on the user's machine. */
export const ModeOrPreserve = z
  .union([z.literal('preserve'), Mode], "expected a mode in quotes, such as '0644', or preserve")
  .describe("Permissions, as octal text ('0644') or symbolic ('u+rwX'); `preserve`: those of `src`.");

const NO_SELINUX = 'SELinux contexts are not set by the lab: its machines have none';

/** Arguments that every module that writes files has. */
export const attributeArguments = {
  mode: Mode.optional(),
  owner: Text.optional().describe('The user that the file shall belong to, by name or number.'),
  group: Text.optional().describe('The group that the file shall belong to, by name or number.'),
  seuser: z.never(NO_SELINUX).optional().describe('Refused: the machines have no SELinux.'),
  serole: z.never(NO_SELINUX).optional().describe('Refused: the machines have no SELinux.'),
  setype: z.never(NO_SELINUX).optional().describe('Refused: the machines have no SELinux.'),
  selevel: z.never(NO_SELINUX).optional().describe('Refused: the machines have no SELinux.'),
  attributes: z
    .never('attributes of the file system (chattr) are not set by the lab')
    .optional()
    .describe('Refused: use chattr in a command.'),
};

/** Writes in place where a file cannot be replaced in one step; for what takes content. */
export const unsafeWrites = Flag.default(false).describe(
  'Writes in place instead of replacing the file in one step. Mount points are always written in place.',
);

/** Ansible's other name of `attributes`. */
export const ATTRIBUTE_ALIASES = { attr: 'attributes' } as const;
