import { sh } from '../shell/command.ts';
import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { NulFields } from './nul-fields.ts';
import { forPaths, groupsOf } from './path-word.ts';

/** Ways to sum up a file; each is the name of a program, less `sum`. */
export const DIGEST_ALGORITHMS = ['md5', 'sha1', 'sha224', 'sha256', 'sha384', 'sha512'] as const;

export type DigestAlgorithm = (typeof DIGEST_ALGORITHMS)[number];

/** Digests of files in hex; undefined for what is no file, or may not be read. Links are followed. One process for all. */
const FAMILIES = Object.fromEntries(
  DIGEST_ALGORITHMS.map((algorithm) => [algorithm, digestFamily(algorithm)]),
) as Readonly<Record<DigestAlgorithm, FactFamily<string, string | undefined>>>;

/** The digest of a file, in hex; undefined for what is no file, or may not be read. */
export function digestOf(path: string, algorithm: DigestAlgorithm): MachineFact<string | undefined> {
  return about(FAMILIES[algorithm], path);
}

function digestFamily(algorithm: DigestAlgorithm): FactFamily<string, string | undefined> {
  const name = `file-${algorithm}`;
  const program = `${algorithm}sum`;
  return {
    name,
    programs: [program],
    steadiness: 'settled',
    script: (paths) =>
      forPaths(
        paths,
        sh`printf '%s\\0' "$@"
count=$#
for path do [ -f "$path" ] && [ -r "$path" ] && set -- "$@" "$path"; done
shift "$count"
[ $# -eq 0 ] || ${program} -z -- "$@" 2>/dev/null
printf '\\0'`,
      ),
    parse: (stdout, paths) => {
      const fields = new NulFields(stdout, name);
      return groupsOf(paths).flatMap((group) => readGroup(fields, group.length));
    },
  };
}

function readGroup(fields: NulFields, count: number): readonly (string | undefined)[] {
  const paths = fields.texts(count);
  const digests = new Map<string, string>();
  for (let line = fields.text(); line !== ''; line = fields.text()) {
    // The digest, a space, a space or a star, the name.
    const end = line.indexOf(' ');
    digests.set(line.slice(end + 2), line.slice(0, end));
  }
  return paths.map((path) => digests.get(path));
}
