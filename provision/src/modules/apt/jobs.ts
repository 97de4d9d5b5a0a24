import { globPattern } from '../../facts/package.ts';
import type { AptArgs } from './arguments.ts';
import type { Look } from './look.ts';
import { isInstalled, isPattern, requestOf, wordOf } from './request.ts';
import type { Request } from './request.ts';
import { compareVersions } from './version.ts';
import { aptGetWords } from './words.ts';

/** Calls of apt-get that seem to be needed, as words; or why the task cannot be done. */
export type Jobs = { readonly calls: readonly (readonly string[])[] } | { readonly failure: string };

/** What a task asks for that the machine does not have. None: there is nothing to do. */
export function jobsFor(args: AptArgs, seen: Look): Jobs {
  const main = mainCall(args, seen);
  if ('failure' in main) return main;
  const isAlone =
    args.name === undefined && args.deb === undefined && args.upgrade === 'no' && args.state !== 'fixed';
  const further = [
    ...(args.autoremove && isAlone ? [aptGetWords(args, 'autoremove')] : []),
    ...(args.autoclean ? [aptGetWords(args, 'autoclean')] : []),
    // What was downloaded just now goes as well.
    ...(args.clean && (seen.hasArchives || main.calls.length > 0) ? [aptGetWords(args, 'clean')] : []),
  ];
  return { calls: [...main.calls, ...further] };
}

function mainCall(args: AptArgs, seen: Look): Jobs {
  const isEverything = args.name?.length === 1 && args.name[0] === '*' && args.state === 'latest';
  if (args.upgrade !== 'no' || isEverything) {
    const verb = args.upgrade === 'full' || args.upgrade === 'dist' ? 'dist-upgrade' : 'upgrade';
    return { calls: [aptGetWords(args, verb)] };
  }
  switch (args.state) {
    case 'absent':
      return removal(args, seen);
    case 'build-dep':
      return { calls: args.name === undefined ? [] : [aptGetWords(args, 'build-dep', args.name)] };
    case 'fixed':
    case 'present':
    case 'latest':
      return installation(args, seen);
  }
}

function removal(args: AptArgs, { packages }: Look): Jobs {
  const names = packages.flatMap(({ entries }) =>
    entries.filter(({ status }) => status !== 'config-files' || args.purge).map(({ name }) => name),
  );
  return { calls: names.length === 0 ? [] : [aptGetWords(args, 'remove', [...new Set(names)])] };
}

function installation(args: AptArgs, seen: Look): Jobs {
  const broken = seen.files.find(({ file }) => file === null);
  if (broken !== undefined) return { failure: `no Debian package on the machine at ${broken.path}` };
  const packages = seen.packages.flatMap(({ request, entries }) =>
    (isPattern(request) ? matching(request, seen.names) : [request]).map((each) => ({
      request: each,
      entries: isPattern(request) ? entries.filter(({ name }) => name === each.name) : entries,
    })),
  );
  const lost = seen.packages.find(
    ({ request }) => isPattern(request) && matching(request, seen.names).length === 0,
  );
  if (lost !== undefined) return { failure: `No package matching '${lost.request.text}' is available` };
  const wanted = packages.filter(({ request, entries }) => {
    const isThere = isInstalled({ ...request, ...(args.only_upgrade && { operator: undefined }) }, entries);
    if (args.only_upgrade && !isThere) return false;
    return args.state === 'latest' || !isInstalled(request, entries);
  });
  const files = seen.files.filter(({ file }) => file !== null && isFileWanted(args, file));
  const words = [...wanted.map(({ request }) => wordOf(request)), ...files.map(({ path }) => asPath(path))];
  return { calls: words.length === 0 && args.state !== 'fixed' ? [] : [aptGetWords(args, 'install', words)] };
}

function isFileWanted(
  args: AptArgs,
  file: { readonly version: string; readonly installed: string | null },
): boolean {
  if (file.installed === null) return true;
  const difference = compareVersions(file.installed, file.version);
  return difference < 0 || (difference > 0 && (args.allow_downgrade || args.force));
}

function matching(request: Request, names: readonly string[]): readonly Request[] {
  const pattern = globPattern(request.name);
  return names
    .filter((name) => pattern.test(name))
    .map((name) => requestOf(request.text.replace(request.name, () => name)));
}

/** apt-get takes for a file what has a slash and begins so. */
function asPath(path: string): string {
  return path.startsWith('/') ? path : `./${path}`;
}
