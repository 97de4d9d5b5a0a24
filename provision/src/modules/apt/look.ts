import { aptArchives } from '../../facts/apt-archives.ts';
import { aptCacheAge } from '../../facts/apt-cache.ts';
import type { AptCache } from '../../facts/apt-cache.ts';
import { aptNames } from '../../facts/apt-names.ts';
import { debFile } from '../../facts/deb-file.ts';
import type { DebFile } from '../../facts/deb-file.ts';
import { packageAbout } from '../../facts/package.ts';
import type { PackageEntry } from '../../facts/package.ts';
import { ask } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { MachineFact } from '../fact.ts';
import type { AptArgs } from './arguments.ts';
import { isDebPath, isPattern, isUrl, requestOf } from './request.ts';
import type { Request } from './request.ts';

/** What a task's first look at the machine shows. */
export interface Look {
  /** There where lists may have to be asked for. */
  readonly cache: AptCache | undefined;
  readonly packages: readonly { readonly request: Request; readonly entries: readonly PackageEntry[] }[];
  readonly files: readonly { readonly path: string; readonly file: DebFile }[];
  /** All names that apt knows; there where a task has wildcards. */
  readonly names: readonly string[];
  readonly hasArchives: boolean;
}

/** Whether the task wants new lists, should the old ones not be young enough. */
export function isUpdateWanted(args: AptArgs): boolean {
  return args.update_cache ?? args.cache_valid_time > 0;
}

/** All packages and files that a task names, in one round. */
export function look(args: AptArgs, then: (seen: Look) => Decision): Decision {
  const texts = args.deb === undefined ? (args.name ?? []) : isUrl(args.deb) ? [] : [args.deb];
  const paths = texts.filter(isDebPath);
  const requests = texts.filter((text) => !isDebPath(text) && text !== '*').map(requestOf);
  const areNamesWanted = args.state !== 'absent' && requests.some(isPattern);
  const facts: Record<string, MachineFact> = {
    ...(isUpdateWanted(args) && { cache: aptCacheAge() }),
    ...(areNamesWanted && { names: aptNames() }),
    ...(args.clean && { archives: aptArchives() }),
    ...Object.fromEntries(requests.map(({ name }) => [`package ${name}`, packageAbout(name)])),
    ...Object.fromEntries(paths.map((path) => [`file ${path}`, debFile(path)])),
  };
  const nothing: Look = { cache: undefined, packages: [], files: [], names: [], hasArchives: false };
  if (Object.keys(facts).length === 0) return then(nothing);
  // Each answer has the type of the fact that was put under its name above.
  return ask(facts, (answers) =>
    then({
      cache: answers['cache'] as AptCache | undefined,
      packages: requests.map((request) => ({
        request,
        entries: answers[`package ${request.name}`] as readonly PackageEntry[],
      })),
      files: paths.map((path) => ({ path, file: answers[`file ${path}`] as DebFile })),
      names: (answers['names'] as readonly string[] | undefined) ?? [],
      hasArchives: answers['archives'] === true,
    }),
  );
}
