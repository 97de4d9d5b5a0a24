import { type Command, lines, sh } from '../../shell/command.ts';
import type { Placement } from './placement.ts';

/** The owner and group that are asked for; without one of them, nothing. */
export function askedOwnership({ owner, group }: Placement, file: Command): Command {
  return lines([
    ...(owner === undefined ? [] : [sh`chown -- ${owner} ${file} || exit 1`]),
    ...(group === undefined ? [] : [sh`chgrp -- ${group} ${file} || exit 1`]),
  ]);
}

/**
 * For a file that cannot be replaced, such as a mount point. While it is written it is open to nobody to whom either
 * the old or the new mode closes it; if it cannot be written whole, it gets its old content back.
 */
export function writeInPlace(placement: Placement): Command {
  return sh`lab_kept=$(mktemp) && cat -- "$lab_path" >"$lab_kept" || exit 1
set -- $lab_old
lab_old_mode=$1
lab_both=$(printf %o $((0$lab_old_mode & 0$lab_mode)))
[ "$lab_both" = "$lab_old_mode" ] || chmod "$lab_both" "$lab_path" || exit 1
${askedOwnership(placement, sh`"$lab_path"`)}
lab_error=$({ LC_ALL=C cat -- "$lab_new" >"$lab_path"; } 2>&1) || {
  { cat -- "$lab_kept" >"$lab_path" && chown -- "$lab_owner" "$lab_path"; chmod "$lab_old_mode" "$lab_path"; } 2>/dev/null
  lab_fail "$lab_path: \${lab_error##*: }"
}
[ "$lab_both" = "$lab_mode" ] || chmod "$lab_mode" "$lab_path" || exit 1`;
}
