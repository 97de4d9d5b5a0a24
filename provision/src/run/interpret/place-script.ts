import { SEE_NEW_FILE, writeStamp } from '../../facts/stamped-digest.ts';
import { type Command, lines, sh, userScript } from '../../shell/command.ts';
import { askedOwnership, writeInPlace } from './place-in-place.ts';
import type { Placement } from './placement.ts';

/**
 * A script that gives a file new content and attributes in one step, or leaves it as it was and exits with 1 and a
 * reason on standard error. Whatever it makes for itself is gone at its end. Prints the path of the backup and a NUL,
 * and where asked the SHA-256. Attributes are set on the new file while it still has another name.
 */
export function placeScript(placement: Placement): Command {
  return lines([
    sh`lab_path=${absolute(placement.path)}`,
    PRELUDE,
    ...(placement.isLinkFollowed ? [FOLLOW] : []),
    LOOK,
    newFile(placement),
    fill(placement.from),
    modeToGive(placement.mode),
    ownership(placement),
    sh`chmod "$lab_mode" "$lab_new" || exit 1`,
    ...(placement.validate === undefined ? [] : [validation(placement.validate)]),
    ...(placement.isBackedUp ? [BACKUP] : []),
    ...(placement.stamp === undefined ? [] : [SEE_NEW_FILE]),
    sh`lab_write_in_place() {
${writeInPlace(placement)}
}`,
    placement.isInPlace
      ? sh`if [ -n "$lab_old" ]; then lab_write_in_place; else lab_rename; fi`
      : sh`lab_rename`,
    ...(placement.stamp === undefined
      ? []
      : [lines([sh`lab_stamped=$lab_path`, writeStamp(placement.stamp)])]),
    sh`lab_backup_done=$lab_backup lab_backup=
printf '%s\\0' "$lab_backup_done"`,
    ...(placement.from.kind === 'input' || !placement.from.isSummed ? [] : [SUM]),
  ]);
}

/** A name that begins with a dash would be read as an option by some of the programs. */
function absolute(path: string): string {
  return path.startsWith('/') ? path : `./${path}`;
}

/** A signal ends the script through `exit`, so that the trap clears up. */
const PRELUDE = sh`umask 077
lab_new= lab_probe= lab_kept= lab_backup=
trap '[ -z "$lab_new$lab_probe$lab_kept$lab_backup" ] || rm -f -- "$lab_new" "$lab_probe" "$lab_kept" "$lab_backup"' EXIT
trap 'exit 143' HUP INT TERM
lab_fail() { printf '%s\\n' "$*" >&2; exit 1; }
lab_attributes() { stat -c '%a %u %g' -- "$1" 2>/dev/null || stat -f '%Mp%Lp %u %g' -- "$1"; }
lab_rename() {
  if [ -L "$lab_path" ] && [ -d "$lab_path" ]; then rm -f -- "$lab_path" || exit 1; fi
  lab_error=$(LC_ALL=C mv -f -- "$lab_new" "$lab_path" 2>&1) && lab_new= && return
  case $lab_error in
    *[Bb]usy*) lab_write_in_place ;;
    *) lab_fail "$lab_error" ;;
  esac
}`;

const FOLLOW = sh`if [ -L "$lab_path" ]; then lab_path=$(readlink -f -- "$lab_path") || lab_fail "the link $lab_path leads nowhere"; fi`;

/** The folder, and mode, user and group of a file that is there. A link that is to be replaced counts as none. */
const LOOK = sh`lab_folder=\${lab_path%/*}
lab_folder=\${lab_folder:-/}
[ -d "$lab_folder" ] || lab_fail "the folder $lab_folder is not there"
lab_old= lab_mode=644 lab_owner=
if [ ! -L "$lab_path" ] && [ -e "$lab_path" ]; then
  [ ! -d "$lab_path" ] || lab_fail "$lab_path is a folder"
  [ -f "$lab_path" ] || lab_fail "$lab_path is not a regular file"
  lab_old=$(lab_attributes "$lab_path") || exit 1
  set -- $lab_old
  lab_mode=$1 lab_owner=$2:$3
fi`;

/**
 * Of mode 0600, beside the file, so that a rename can put it there in one step. The shell makes it itself, and only where
 * there is nothing: mktemp would be one more process for each file, and the name cannot be guessed either way.
 */
function newFile({ newName, isInPlace }: Placement): Command {
  return sh`lab_new=$lab_folder/${newName}
lab_error=$(set -C; { : >"$lab_new"; } 2>&1) || {
  lab_new=
  ${isInPlace ? sh`lab_new=$(mktemp) || exit 1` : sh`lab_fail "no file can be made in $lab_folder: \${lab_error##*: }"`}
}`;
}

function fill(from: Placement['from']): Command {
  switch (from.kind) {
    case 'input':
      return sh`cat >"$lab_new" || exit 1${from.sizeBytes === 0 ? sh`` : CONTENT_CAME}`;
    case 'copy':
      return sh`cat -- ${absolute(from.path)} >"$lab_new" || exit 1`;
    case 'move':
      return sh`mv -f -- ${absolute(from.path)} "$lab_new" || exit 1`;
  }
}

/** Without its whole input a command is not run at all: only that it read it is left to be seen. */
const CONTENT_CAME = sh`
[ -s "$lab_new" ] || lab_fail "the new content did not arrive"`;

const SUM = sh`if command -v sha256sum >/dev/null; then lab_sum=$(sha256sum <"$lab_path"); else lab_sum=$(shasum -a 256 <"$lab_path"); fi
printf %s "\${lab_sum%% *}"`;

/** A symbolic mode is worked out on an empty file of its own: the new content is never open wider than asked. */
function modeToGive(mode: string | undefined): Command {
  if (mode === undefined) return sh`:`;
  if (/^[0-7]+$/.test(mode)) return sh`lab_base=$lab_mode lab_mode=${mode}`;
  return sh`lab_probe=$(mktemp -- "$lab_folder/.lab.XXXXXXXX") && chmod "$lab_mode" "$lab_probe" && chmod -- ${mode} "$lab_probe" || exit 1
set -- $(lab_attributes "$lab_probe")
lab_mode=$1`;
}

/** That a file keeps its user and group is only tried: none but root may give files away. */
function ownership(placement: Placement): Command {
  return sh`if [ -n "$lab_owner" ]; then
  chown -- "$lab_owner" "$lab_new" 2>/dev/null || chgrp -- "\${lab_owner#*:}" "$lab_new" 2>/dev/null || :
fi
${askedOwnership(placement, sh`"$lab_new"`)}`;
}

/** The user's own command, with the path of the new content for %s. */
function validation(validate: string): Command {
  const command = userScript(validate.split('%s').join('"$lab_new"'));
  return sh`lab_said=$(umask 022; ${command} 2>&1 </dev/null) || lab_fail "failed to validate: rc:$? error:$lab_said"`;
}

/** Two backups within a second have different names. */
const BACKUP = sh`if [ -n "$lab_old" ]; then
  lab_now=$(date +%Y-%m-%d@%H:%M:%S) lab_number=$$
  while [ -e "$lab_path.$lab_number.$lab_now~" ]; do lab_number=$((lab_number + 1)); done
  lab_backup=$lab_path.$lab_number.$lab_now~
  cp -p -- "$lab_path" "$lab_backup" || exit 1
fi`;
