import { sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import type { UnarchiveArgs } from './arguments.ts';

/**
 * The same words as tar's, for a zip file. Nothing compares one with a folder, so it is unpacked aside, and what came out is
 * compared: kinds, permissions, sizes, times and contents.
 */
export function zipWords({
  include,
  exclude,
  extra_opts: options,
  keep_newer: isNewerKept,
}: UnarchiveArgs): Command {
  const chosen = [...include, ...(exclude.length === 0 ? [] : ['-x', ...exclude])];
  return sh`lab_list() { unzip -Z1 "$lab_archive" ${chosen}; }
lab_unpack() { unzip -o ${isNewerKept ? ['-u'] : []} ${options} "$lab_archive" ${chosen}; }
lab_see() {
  lab_printed="%y %m %s %T@ %p %l"
  [ -z "$lab_mode" ] || lab_printed="%y %s %T@ %p %l"
  xargs -0 -r sh -c 'LC_ALL=C; export LC_ALL; printed=$1; shift
find "$@" -maxdepth 0 \\( -type d -printf "d %p\\n" -o -printf "$printed\\n" \\)
find "$@" -maxdepth 0 -type f -exec sha256sum {} +' sh "$lab_printed" <"$lab_work/names" 2>/dev/null
}
lab_compare() {
  mkdir "$lab_work/aside" && (cd "$lab_work/aside" && lab_unpack >/dev/null && lab_see) >"$lab_work/wanted"
  lab_see >"$lab_work/present"
  diff "$lab_work/present" "$lab_work/wanted" | sed -n 's/^> [^/]*\\(\\.\\/.*\\)$/\\1: differs/p' | sort -u
}`;
}
