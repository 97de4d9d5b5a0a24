import { ATTRIBUTE_ALIASES } from '../file-attributes/arguments.ts';
import { PATH_INFO_FIELDS } from '../file-attributes/path-info.ts';
import type { Decision } from '../decision.ts';
import type { Module, ModuleContext } from '../module.ts';
import { CopyArgs } from './arguments.ts';
import { copyContent } from './content.ts';
import { copyLocal } from './local.ts';
import { copyRemote } from './remote.ts';

/** Files and folders of the user's machine, or contents, on the machine. */
export const copyModule: Module<CopyArgs> = {
  name: 'copy',
  summary: 'Puts a file, a folder or a text on the machine.',
  notes: [
    'Only what differs is sent: contents are compared by their SHA-256.',
    'A file is replaced in one step, and written in place where it is a mount point.',
  ],
  args: CopyArgs,
  aliases: ATTRIBUTE_ALIASES,
  returns: {
    dest: { description: 'Where it was put.', type: 'str', returned: 'always' },
    src: { description: 'The file or folder that was copied.', type: 'str', returned: 'without content' },
    checksum: { description: 'The SHA-1 of the content.', type: 'str', returned: 'for a file' },
    backup_file: {
      description: 'Where the old file is kept.',
      type: 'str',
      returned: 'with backup, when changed',
    },
    ...PATH_INFO_FIELDS,
    state: { description: 'What it is: `file`, `hard` or `link`.', type: 'str', returned: 'for a file' },
  },
  example: `- copy:
    src: k3s.service
    dest: /etc/systemd/system/
    mode: '0644'
- copy:
    content: "{{ motd }}"
    dest: /etc/motd
    owner: root
    mode: u=rw,go=r
- copy:
    src: dashboards/
    dest: /srv/lab/dashboards
    directory_mode: '0755'
`,
  check: 'full',
  decide,
};

function decide(args: CopyArgs, context: ModuleContext): Decision {
  if (args.src === undefined) return copyContent(args, args.content ?? '', context);
  return args.remote_src ? copyRemote(args, args.src, context) : copyLocal(args, args.src, context);
}
