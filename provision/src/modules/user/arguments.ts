import { z } from 'zod';

import { Amount, Flag, Text, TextList, WholeNumber, whenSound } from '../argument.ts';
import { isPasswordHash } from './password.ts';

const NOT_A_HASH =
  'expected a hash as crypt(3) makes it, not plain text; `openssl passwd -6` or `mkpasswd` make one, `*` and `!` allow no password';

/** Arguments of user. Those of other systems than Linux (authorization, hidden, login_class, profile, role) are not known. */
export const UserArgs = z
  .strictObject({
    name: Text.describe('The name of the user.'),
    state: z.enum(['present', 'absent']).default('present').describe('Whether it shall be there.'),
    uid: WholeNumber.optional().describe('The number that it shall have.'),
    group: Text.optional().describe('Its primary group, by name or number.'),
    groups: TextList.optional().describe(
      'Its further groups, by name or number; an empty list takes it out of all.',
    ),
    append: Flag.default(false).describe('Adds `groups` to those that it is in, and takes it out of none.'),
    comment: Text.optional().describe('Its full name (GECOS).'),
    home: z.string().optional().describe('Its home directory.'),
    shell: z.string().optional().describe('Its login shell.'),
    create_home: Flag.default(true).describe('Makes the home directory where it is missing.'),
    move_home: Flag.default(false).describe('Moves what is in the old home directory to `home`.'),
    skeleton: z.string().optional().describe('The folder whose content a new home directory gets.'),
    umask: z
      .string()
      .regex(/^[0-7]{3,4}$/, 'expected a umask such as "077", in quotes')
      .optional()
      .describe('The umask for a new home directory. Only for a new user.'),
    system: Flag.default(false).describe('Takes a number of the range for system users when it is made.'),
    non_unique: Flag.default(false).describe('Allows a `uid` that another user has.'),
    uid_min: WholeNumber.optional().describe('Begin of the range that a new number is taken from.'),
    uid_max: WholeNumber.optional().describe('End of that range.'),
    local: Flag.default(false).describe(
      'Looks at /etc/passwd alone, where a directory service knows users as well.',
    ),
    password: Text.refine(isPasswordHash, NOT_A_HASH)
      .optional()
      .describe('The hash of its password, as crypt(3) makes it.'),
    password_lock: Flag.optional().describe('Whether its password is locked; `usermod -L` and `-U`.'),
    update_password: z
      .enum(['always', 'on_create'])
      .default('always')
      .describe('on_create: `password` is set for a new user alone.'),
    expires: Amount.optional().describe(
      'When the account ends, in seconds since 1970; a negative number: never.',
    ),
    password_expire_min: WholeNumber.optional().describe('Days before which a password cannot be changed.'),
    password_expire_max: WholeNumber.optional().describe('Days after which a password must be changed.'),
    password_expire_warn: WholeNumber.optional().describe('Days before that end on which it is announced.'),
    password_expire_account_disable: WholeNumber.optional().describe(
      'Days after that end on which the account is closed.',
    ),
    seuser: z.string().optional().describe('The SELinux user that it is mapped to.'),
    remove: Flag.default(false).describe('Removes its home directory and mail together with it.'),
    force: Flag.default(false).describe(
      'Removes it even while it is logged in; with generate_ssh_key, replaces a key that is there.',
    ),
    generate_ssh_key: Flag.default(false).describe('Makes an SSH key for it where there is none.'),
    ssh_key_file: z
      .string()
      .optional()
      .describe('The file of that key, below the home directory. Default: .ssh/id_TYPE.'),
    ssh_key_type: z.string().default('rsa').describe('What kind of key, as `ssh-keygen -t` knows it.'),
    ssh_key_bits: WholeNumber.optional().describe(
      'How long the key is. Default: what ssh-keygen thinks best.',
    ),
    ssh_key_comment: Text.optional().describe(
      'What stands behind the key. Default: ansible-generated on HOST.',
    ),
    ssh_key_passphrase: Text.optional().describe('A pass phrase for the key. Default: none.'),
  })
  .refine(
    (args) => !args.non_unique || args.uid !== undefined,
    whenSound('expected `uid` together with `non_unique`'),
  )
  .refine(
    (args) => !args.move_home || args.home !== undefined,
    whenSound('expected `home` together with `move_home`'),
  )
  .refine(
    (args) => !args.append || args.groups !== undefined,
    whenSound('expected `groups` together with `append`'),
  );
export type UserArgs = z.infer<typeof UserArgs>;
