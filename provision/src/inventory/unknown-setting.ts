import { suggest } from '../source/nearest.ts';
import { ConnectionSettings } from './schema.ts';

/** What people write in inventories of Ansible's and what the lab has in its place. */
const INSTEAD: readonly (readonly [RegExp, string])[] = [
  [
    /^ansible_(python_interpreter|.*_interpreter)$/,
    'leave it out: machines need a POSIX shell and no Python',
  ],
  [/^ansible_(ssh_pass|password)$/, 'log in with a key: ansible_ssh_private_key_file, or the agent'],
  [
    /^ansible_become(_user|_method|_flags|_exe)?$/,
    'write become and become_user into the play, or use -b; it is always sudo',
  ],
  [
    /^ansible_ssh_(extra_args|args|executable|pipelining)$/,
    'one proxy jump goes into ansible_ssh_common_args; no ssh program is run',
  ],
  [
    /^ansible_(shell_type|shell_executable|remote_tmp|pipelining)$/,
    'leave it out: the lab has one shell a machine and needs no such setting',
  ],
  [
    /^ansible_group_priority$/,
    'groups of one depth win by name: rename one, or put the value into host_vars',
  ],
];

/** What to say about a variable `ansible_…` that the lab does not obey. */
export function unknownSetting(name: string): {
  readonly message: string;
  readonly hint: string | undefined;
} {
  const instead = INSTEAD.find(([pattern]) => pattern.test(name))?.[1];
  return {
    message: `\`${name}\` is no setting that the lab obeys`,
    hint: instead ?? suggest(name, Object.keys(ConnectionSettings.shape)),
  };
}
