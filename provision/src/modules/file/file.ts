import { ATTRIBUTE_ALIASES } from '../file-attributes/arguments.ts';
import { PATH_INFO_FIELDS } from '../file-attributes/path-info.ts';
import type { Module } from '../module.ts';
import { FileArgs } from './arguments.ts';
import { decide } from './decide.ts';

/** Files, folders and links, and who may do what with them. */
export const fileModule: Module<FileArgs> = {
  name: 'file',
  summary: 'Sees to it that a file, folder or link is there, or gone, with its owner, mode and times.',
  notes: [
    '`touch` sets new times in every run, unless access_time and modification_time say `preserve`.',
    'A folder on the way to a new one gets the same owner, group and mode.',
  ],
  args: FileArgs,
  aliases: { dest: 'path', name: 'path', ...ATTRIBUTE_ALIASES },
  returns: {
    path: { description: 'The path.', type: 'str', returned: 'for absent, directory and file' },
    dest: { description: 'The path.', type: 'str', returned: 'for hard, link and touch' },
    src: { description: 'What a link points to.', type: 'str', returned: 'for hard and link' },
    ...PATH_INFO_FIELDS,
  },
  example: `- file:
    path: /srv/lab/data
    state: directory
    owner: vagrant
    mode: '0750'
- file:
    src: /srv/lab/releases/2
    path: /srv/lab/current
    state: link
- file:
    path: /etc/lab/old.conf
    state: absent
`,
  check: 'full',
  decide,
};
