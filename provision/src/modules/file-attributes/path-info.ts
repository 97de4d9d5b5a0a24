import type { FileStat } from '../../facts/file-stat.ts';
import type { ReturnedField } from '../module.ts';
import { modeText } from './mode.ts';

/** What Ansible tells of the file that a task was about. */
export function pathInfo(stat: FileStat): Readonly<Record<string, unknown>> {
  if (stat.kind !== 'found') return { state: 'absent' };
  const { kind, mode, uid, gid, owner, group, sizeBytes, links } = stat.inode;
  const isHard = kind !== 'folder' && kind !== 'link' && links > 1;
  const state = kind === 'link' ? 'link' : kind === 'folder' ? 'directory' : isHard ? 'hard' : 'file';
  return {
    uid,
    gid,
    owner: owner ?? String(uid),
    group: group ?? String(gid),
    mode: modeText(mode),
    size: sizeBytes,
    state,
  };
}

const THERE = 'when the path is there';

/** The fields of `pathInfo`, for the reference. */
export const PATH_INFO_FIELDS: Readonly<Record<string, ReturnedField>> = {
  uid: { description: 'The number of the user that it belongs to.', type: 'int', returned: THERE },
  gid: { description: 'The number of the group that it belongs to.', type: 'int', returned: THERE },
  owner: { description: 'The user that it belongs to.', type: 'str', returned: THERE },
  group: { description: 'The group that it belongs to.', type: 'str', returned: THERE },
  mode: { description: 'Its permissions, octal.', type: 'str', returned: THERE },
  size: { description: 'Its size in bytes.', type: 'int', returned: THERE },
  state: {
    description: 'What it is: `absent`, `directory`, `file`, `hard` or `link`.',
    type: 'str',
    returned: 'always',
  },
};
