import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import { problemAtKey } from '../source/document.ts';
import type { Path, Sourced } from '../source/document.ts';
import { suggest } from '../source/nearest.ts';
import { filePattern } from './artifact-file.ts';
import type { Artifacts } from './artifacts-schema.ts';
import { fillPlaceholders, oddPlaceholders } from './placeholders.ts';

type Group = Artifacts[string];

/** Short names are unique, placeholders known, and files of a group told apart by their URLs. */
export function artifactProblems(artifacts: Artifacts, source: Sourced): readonly Problem[] {
  const groups = Object.entries(artifacts);
  return [
    ...sharedNames(groups, source),
    ...groups.flatMap(([name, group]) => [
      ...patternsOf(group).flatMap((pattern) =>
        placeholderProblems({ ...pattern, path: ['artifacts', name, ...pattern.path] }, source),
      ),
      ...sharedUrls(name, group, source),
    ]),
  ];
}

function sharedNames(groups: readonly (readonly [string, Group])[], source: Sourced): readonly Problem[] {
  const owners = new Map<string, string>();
  return groups.flatMap(([group, { files }]) =>
    Object.keys(files).flatMap((name) => {
      const owner = owners.get(name);
      if (owner !== undefined) {
        const message = `\`${owner}\` has an artifact \`${name}\` already`;
        const hint = 'playbooks ask for an artifact by this name alone: give one of them another';
        return [problemAtKey(source, ['artifacts', group, 'files', name], 'duplicate-key', message, hint)];
      }
      owners.set(name, group);
      return [];
    }),
  );
}

/** A text of a group, where it stands, and the placeholders that it may have. */
interface Pattern {
  readonly path: Path;
  readonly text: string;
  readonly names: readonly string[];
}

function patternsOf({ url, checksum_url: checksumUrl, files }: Group): readonly Pattern[] {
  const pin = ['version', 'arch'];
  const inFiles = Object.entries(files).flatMap(([name, given]): readonly Pattern[] =>
    typeof given === 'string'
      ? [{ path: ['files', name], text: given, names: pin }]
      : Object.entries(given).map(([key, text]) => ({ path: ['files', name, key], text, names: pin })),
  );
  const checksum =
    checksumUrl === false
      ? []
      : [{ path: ['checksum_url'], text: checksumUrl, names: [...pin, 'file', 'url'] }];
  return [{ path: ['url'], text: url, names: [...pin, 'file'] }, ...checksum, ...inFiles];
}

function placeholderProblems({ path, text, names }: Pattern, source: Sourced): readonly Problem[] {
  const { file, value, within } = source.find(path);
  return oddPlaceholders(text, names).map(({ text: odd, index }) => {
    const name = odd.slice(1, -1);
    const message = name === '' ? 'a brace that belongs to no placeholder' : `unknown placeholder \`${odd}\``;
    return problem('bad-value', message, { file, position: within?.(index) ?? value }, suggest(name, names));
  });
}

/** The lock knows a file by its URL: two files with one URL would be one. */
function sharedUrls(name: string, { url, version, files }: Group, source: Sourced): readonly Problem[] {
  const owners = new Map<string, string>();
  return Object.entries(files).flatMap(([key, given]) => {
    const filled = fillPlaceholders(url, { version, file: filePattern(given, 'amd64') });
    const owner = owners.get(filled);
    owners.set(filled, key);
    if (owner === undefined) return [];
    const message = `\`${key}\` has the URL of \`${owner}\``;
    const hint = url.includes('{file}') ? undefined : 'the URL has no {file}';
    return [problemAtKey(source, ['artifacts', name, 'files', key], 'bad-value', message, hint)];
  });
}
