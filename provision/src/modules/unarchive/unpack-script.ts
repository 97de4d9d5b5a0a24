import { LOOK_AT_NAMES, findStamp } from '../../facts/unpacked-archive.ts';
import { pathWord } from '../../facts/path-word.ts';
import { lines, sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { ownerText } from '../file-attributes/changes.ts';
import type { UnarchiveArgs } from './arguments.ts';
import { FIND_KIND } from './kind-script.ts';
import { tarWords } from './tar-script.ts';
import { zipWords } from './zip-script.ts';

/** Programs that unpacking needs in any case; what a kind of archive needs besides, the script finds out. */
export const UNPACK_PROGRAMS = ['tar', 'find', 'xargs', 'od', 'cmp', 'diff', 'grep', 'sed'] as const;

/** What is unpacked. */
export interface Unpacking {
  readonly args: UnarchiveArgs;
  /** The archive, on the machine. */
  readonly archive: string;
  /** What its stamp is to say; undefined for none. */
  readonly stamp: { readonly slot: string; readonly sha256: string } | undefined;
}

/**
 * A script that unpacks an archive where something of it is missing or differs. It prints, each followed by a NUL: what kind
 * of archive it is, whether anything changed (`yes` or nothing), what differed, what was said and with which exit code, and
 * the names in the archive on lines. Exits with 1 and a reason for what is no archive.
 */
export function unpackScript({ args, archive, stamp }: Unpacking): Command {
  const { dest, owner, group, mode } = args;
  return lines([
    sh`lab_fail() { printf '%s\\n' "$*" >&2; exit 1; }
lab_archive=${pathWord(archive)}
case $lab_archive in /*) ;; *) lab_archive=$PWD/$lab_archive ;; esac
cd -- ${pathWord(dest)} || exit 1
lab_work=$(mktemp -d) || exit 1
trap 'rm -rf -- "$lab_work"' EXIT
trap 'exit 143' HUP INT TERM
lab_mode=${mode ?? ''} lab_user=${owner ?? ''} lab_group=${group ?? ''} lab_belongs=${ownerText(args) ?? ''}`,
    FIND_KIND,
    sh`if [ "$lab_handler" = ZipArchive ]; then
${zipWords(args)}
else
${tarWords(args)}
fi`,
    LOOK_AT_NAMES,
    LIST,
    compareAndUnpack(args.keep_newer),
    ...(stamp ? [writeStamp(stamp)] : []),
    sh`printf '%s\\0' "$lab_handler" "$lab_changed" "$lab_difference"
cat "$lab_work/said"
printf '\\0%s\\0' "$lab_status"
cat "$lab_work/list"
printf '\\0'`,
  ]);
}

/** A name that could be an option, or leads to the root of the machine, is taken from here, as tar and unzip do. */
const LIST = sh`lab_list >"$lab_work/list" 2>"$lab_work/said" || lab_fail "$lab_archive is no archive that can be read: $(cat "$lab_work/said")"
tr '\\n' '\\0' <"$lab_work/list" | sed -z -e 's#^/*##' -e '/^$/d' -e 's#^#./#' >"$lab_work/names"
: >"$lab_work/said"`;

/** With keep_newer, what differs may stay: then only what became of it tells whether anything changed. */
function compareAndUnpack(isNewerKept: boolean): Command {
  return sh`lab_look "$lab_work/names" >"$lab_work/before"
lab_difference=$(lab_compare)
lab_changed= lab_status=0
if [ -n "$lab_difference" ]; then
  lab_unpack >"$lab_work/said" 2>&1; lab_status=$?
  [ "$lab_status" -le ${OTHER_THAN_ERRORS} ] || lab_fail "failed to unpack $lab_archive to $PWD: $(cat "$lab_work/said")"
  lab_changed=${isNewerKept ? '' : 'yes'}
fi
[ -z "$lab_belongs" ] || xargs -0 -r chown -h -- "$lab_belongs" <"$lab_work/names" || exit 1
[ -z "$lab_mode" ] || xargs -0 -r sh -c 'mode=$1; shift; exec find "$@" -maxdepth 0 ! -type l -exec chmod -- "$mode" {} +' sh "$lab_mode" <"$lab_work/names" || exit 1
lab_look "$lab_work/names" >"$lab_work/after"
cmp -s "$lab_work/before" "$lab_work/after" || lab_changed=yes`;
}

/** unzip says 1 for warnings; tar says 0 where all went well. */
const OTHER_THAN_ERRORS = 1;

/** That a stamp cannot be written is no failure: then the archive is looked at again the next time. */
function writeStamp({ slot, sha256 }: { readonly slot: string; readonly sha256: string }): Command {
  return sh`${findStamp(slot)}
(
  umask 022
  mkdir -p -- "$lab_stamp.$$" && cp -- "$lab_work/names" "$lab_work/list" "$lab_stamp.$$" &&
    cp -- "$lab_work/after" "$lab_stamp.$$/look" &&
    printf '%s %s\\n' ${sha256} "$lab_handler" >"$lab_stamp.$$/about" &&
    rm -rf -- "$lab_stamp" && mv -- "$lab_stamp.$$" "$lab_stamp" || rm -rf -- "$lab_stamp.$$"
) 2>/dev/null || :`;
}
