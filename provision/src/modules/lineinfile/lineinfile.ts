import { ATTRIBUTE_ALIASES } from '../file-attributes/arguments.ts';
import type { Module } from '../module.ts';
import { LineinfileArgs } from './arguments.ts';
import { decide } from './decide.ts';

/** A line of a file. */
export const lineinfileModule: Module<LineinfileArgs> = {
  name: 'lineinfile',
  summary: 'Sees to it that a line is in a file, or that some lines are not.',
  notes: [
    'Regular expressions are those of Python, over bytes; what JavaScript cannot do of them is refused beforehand.',
    'Lines that are not edited keep every byte. In a file whose first line ends with CR LF, added lines do so, too.',
  ],
  args: LineinfileArgs,
  aliases: {
    dest: 'path',
    destfile: 'path',
    name: 'path',
    regex: 'regexp',
    value: 'line',
    ...ATTRIBUTE_ALIASES,
  },
  returns: {
    msg: { description: 'What was done, in a word.', type: 'str', returned: 'always' },
    backup: {
      description: 'Where the old file is kept; empty where it is not.',
      type: 'str',
      returned: 'always',
    },
    found: { description: 'How many lines were found.', type: 'int', returned: 'when state is absent' },
    rc: {
      description: '256 for a folder, 257 for a file that is missing.',
      type: 'int',
      returned: 'on failure',
    },
  },
  example: `- lineinfile:
    path: /etc/ssh/sshd_config
    regexp: ^#?PasswordAuthentication
    line: PasswordAuthentication no
    validate: sshd -t -f %s
- lineinfile:
    path: /etc/fstab
    regexp: '\\sswap\\s'
    state: absent
`,
  check: 'full',
  decide,
};
