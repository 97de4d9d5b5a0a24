import { moduleKey } from '../../facts/kernel-module.ts';

type Files = Readonly<Record<string, readonly string[]>>;

/** A file that is to have another text. */
export interface Edit {
  readonly path: string;
  readonly before: string;
  readonly after: string;
}

/** A module as a task wants it at boot. */
export interface BootWish {
  readonly name: string;
  readonly params: string;
  readonly persistent: 'disabled' | 'present' | 'absent';
}

/** What of /etc/modules-load.d and /etc/modprobe.d has to change. Files of other hands are changed only to take the module out. */
export function bootEdits({ name, params, persistent }: BootWish, files: Files): readonly Edit[] {
  const loads = below(files, '/etc/modules-load.d/');
  const options = below(files, '/etc/modprobe.d/');
  if (persistent === 'disabled') return [];
  if (persistent === 'absent') {
    return [
      ...commentedOut(loads, (line) => isLoadOf(line, name)),
      ...commentedOut(options, (line) => optionsOf(line, name) !== undefined),
    ];
  }
  const isLoaded = loads.some(({ lines }) => lines.some((line) => isLoadOf(line, name)));
  const known = options.flatMap(({ lines }) => lines.flatMap((line) => optionsOf(line, name) ?? []));
  const hasOptions = params === '' || (known.length === 1 && known[0] === normalised(params));
  return [
    ...(isLoaded ? [] : [rewritten(files, `/etc/modules-load.d/${name}.conf`, `${name}\n`)]),
    ...(hasOptions
      ? []
      : [
          ...commentedOut(
            options.filter(({ path }) => path !== `/etc/modprobe.d/${name}.conf`),
            (line) => optionsOf(line, name) !== undefined,
          ),
          rewritten(files, `/etc/modprobe.d/${name}.conf`, `options ${name} ${params}\n`),
        ]),
  ];
}

interface Lines {
  readonly path: string;
  readonly lines: readonly string[];
}

function below(files: Files, folder: string): readonly Lines[] {
  return Object.entries(files)
    .filter(([path]) => path.startsWith(folder))
    .map(([path, lines]) => ({ path, lines }));
}

function commentedOut(files: readonly Lines[], isMeant: (line: string) => boolean): readonly Edit[] {
  return files
    .filter(({ lines }) => lines.some(isMeant))
    .map(({ path, lines }) => ({
      path,
      before: textOf(lines),
      after: textOf(lines.map((line) => (isMeant(line) ? `#${line}` : line))),
    }));
}

function rewritten(files: Files, path: string, after: string): Edit {
  return { path, before: textOf(files[path] ?? []), after };
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

function isLoadOf(line: string, name: string): boolean {
  return moduleKey(line.trim()) === moduleKey(name);
}

/** The parameters of an `options NAME …` line. */
function optionsOf(line: string, name: string): string | undefined {
  const [word, module = '', ...params] = line.trim().split(/\s+/);
  return word === 'options' && moduleKey(module) === moduleKey(name) ? params.join(' ') : undefined;
}

function normalised(params: string): string {
  return params.trim().split(/\s+/).join(' ');
}
