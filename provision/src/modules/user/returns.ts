import type { ReturnedField } from '../module.ts';

const PRESENT = 'when state is present';
const KEY = 'when generate_ssh_key is true';

/** What user returns. */
export const USER_RETURNS: Readonly<Record<string, ReturnedField>> = {
  name: { description: 'The name of the user.', type: 'str', returned: 'always' },
  state: { description: 'Whether it is there.', type: 'str', returned: 'always' },
  uid: { description: 'Its number.', type: 'int', returned: PRESENT },
  group: { description: 'The number of its primary group.', type: 'int', returned: PRESENT },
  groups: {
    description: 'The further groups that were asked for, with commas between.',
    type: 'str',
    returned: 'with groups',
  },
  append: { description: 'Whether groups were only added.', type: 'bool', returned: PRESENT },
  comment: { description: 'Its full name.', type: 'str', returned: PRESENT },
  home: { description: 'Its home directory.', type: 'str', returned: PRESENT },
  shell: { description: 'Its login shell.', type: 'str', returned: PRESENT },
  move_home: {
    description: 'Whether the old home directory was to be moved.',
    type: 'bool',
    returned: PRESENT,
  },
  create_home: {
    description: 'Whether a home directory was to be made.',
    type: 'bool',
    returned: 'when it was made',
  },
  system: {
    description: 'Whether it was made as a system user.',
    type: 'bool',
    returned: 'when it was made',
  },
  password: {
    description: 'Says that a password was given, not which.',
    type: 'str',
    returned: 'with password',
  },
  force: { description: 'The argument.', type: 'bool', returned: 'when it was removed' },
  remove: { description: 'The argument.', type: 'bool', returned: 'when it was removed' },
  ssh_key_file: { description: 'The private key’s path.', type: 'str', returned: KEY },
  ssh_fingerprint: { description: 'The key’s fingerprint.', type: 'str', returned: KEY },
  ssh_public_key: { description: 'The public key.', type: 'str', returned: KEY },
  stdout: { description: 'What the programs printed.', type: 'str', returned: 'when they printed something' },
  stderr: { description: 'What the programs said.', type: 'str', returned: 'when they said something' },
  rc: { description: 'The exit code.', type: 'int', returned: 'on failure' },
};
