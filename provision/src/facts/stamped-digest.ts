import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';
import { nulRows } from './nul-fields.ts';
import { forPaths, groupsOf } from './path-word.ts';
import { FIND_STAMPS } from './stamps-folder.ts';

/** The SHA-256 of a file, and how it is known. */
export interface StampedDigest {
  /** In hex; undefined for what is no file, or may not be read. */
  readonly sha256: string | undefined;
  /** Whether its stamp said so; else the file was read. */
  readonly isStamped: boolean;
  /** The file as it looked before it was read: what a stamp has to say besides the digest. */
  readonly sight: string;
}

const NAME = 'stamped-digest';

/** Size, time of the last change in nanoseconds, and inode: a file that was replaced or written differs in one of them. */
const SIGHT_FORMAT = '%s %.9Y %i';

const STAMPED_DIGEST: FactFamily<string, StampedDigest> = {
  name: NAME,
  programs: ['stat', 'sha256sum'],
  steadiness: 'settled',
  script: (paths) =>
    forPaths(
      paths,
      sh`${FIND_STAMPS}
for path do
  if [ ! -f "$path" ] || [ ! -r "$path" ]; then printf '\\0\\0\\0'; continue; fi
  case $path in /*) ;; *) path=$PWD/$path ;; esac
  sight=$(stat -L -c ${SIGHT_FORMAT} -- "$path") stamp=$lab_stamps$path.stamp digest= kept=
  if [ -f "$stamp" ] && [ -O "$stamp" ]; then read -r digest kept <"$stamp"; fi
  if [ "$kept" = "$sight" ]; then printf '%s\\0stamped\\0%s\\0' "$digest" "$sight"; continue; fi
  digest=$(sha256sum <"$path")
  printf '%s\\0read\\0%s\\0' "\${digest%% *}" "$sight"
done`,
    ),
  parse: (stdout, paths) => {
    const rows = nulRows(stdout, { family: NAME, rows: groupsOf(paths).flat().length, width: 3 });
    return rows.map(([digest = '', how, sight = '']) => ({
      sha256: digest === '' ? undefined : digest,
      isStamped: how === 'stamped',
      sight,
    }));
  },
};

/** The SHA-256 of a file: from its stamp where it has one that still fits, else from the file. Links are followed. */
export function stampedDigestOf(path: string): MachineFact<StampedDigest> {
  return about(STAMPED_DIGEST, path);
}

/** Stamps a file with the digest that was found when it looked like that: the next look does not read it. */
export function stampFile(
  path: string,
  { sha256, sight }: { readonly sha256: string; readonly sight: string },
): Command {
  return sh`lab_stamped=${path} lab_sight=${sight}
${writeStamp(sha256)}`;
}

/** What a file in \`$lab_new\` looks like, into \`lab_sight\`: before it gets its name, so that no other file is stamped for it. */
export const SEE_NEW_FILE = sh`lab_sight=$(stat -L -c ${SIGHT_FORMAT} -- "$lab_new")`;

/** Writes the stamp of the file \`$lab_stamped\` that looks like \`$lab_sight\`. That it cannot be written is no failure: then the file is read again. */
export function writeStamp(sha256: string): Command {
  return sh`case $lab_stamped in /*) ;; *) lab_stamped=$PWD/$lab_stamped ;; esac
${FIND_STAMPS}
lab_stamp=$lab_stamps$lab_stamped.stamp
if (umask 022; mkdir -p -- "\${lab_stamp%/*}" && printf '%s %s\\n' ${sha256} "$lab_sight" >"$lab_stamp.$$" && mv -f -- "$lab_stamp.$$" "$lab_stamp") 2>/dev/null; then :; fi`;
}
