import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { UnarchiveArgs } from './arguments.ts';

/**
 * What tar says of an archive against a folder that means that it is to be unpacked. Owners count for root alone, and who
 * is given an owner or a mode gets it afterwards anyhow.
 */
const DIFFERENCES = sh`lab_differs='(Mod time|Size|File type|Symlink|Device number) differs|Contents differ|Not linked to|Cannot (stat|open|readlink)'
[ -n "$lab_mode" ] || lab_differs="$lab_differs|Mode differs"
if [ "$(id -u)" = 0 ]; then
  [ -n "$lab_user" ] || lab_differs="$lab_differs|Uid differs"
  [ -n "$lab_group" ] || lab_differs="$lab_differs|Gid differs"
fi`;

/**
 * The words \`lab_list\`, \`lab_compare\` and \`lab_unpack\` for what tar reads: the names in the archive, on lines; what differs
 * in the folder where the shell is, on lines; and unpacking into it.
 */
export function tarWords({
  include,
  exclude,
  extra_opts: options,
  keep_newer: isNewerKept,
}: UnarchiveArgs): Command {
  const excluded = exclude.map((pattern) => `--exclude=${pattern}`);
  return sh`lab_tar() { LC_ALL=C tar "$@" $lab_flag ${options} ${excluded} -f "$lab_archive" -- ${include}; }
lab_list() { lab_tar --list --quoting-style=literal --show-transformed-names; }
${DIFFERENCES}
lab_compare() { lab_tar --diff 2>&1 | grep -E ": ($lab_differs)|: Warning: ($lab_differs)"; }
lab_unpack() { lab_tar --extract ${isNewerKept ? ['--keep-newer-files'] : []}; }`;
}
