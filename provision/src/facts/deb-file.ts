import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

/** A package in a file of the machine; null where the file is no package, or not there. */
export type DebFile = {
  readonly name: string;
  readonly version: string;
  /** The version that is installed of it. */
  readonly installed: string | null;
} | null;

const DEB_FILE: FactFamily<string, DebFile> = {
  name: 'deb-file',
  programs: ['dpkg-deb', 'dpkg-query'],
  steadiness: 'settled',
  script: (paths) =>
    lines(
      paths.flatMap((path) => [
        sh`echo =; name=$(dpkg-deb -f ${path} Package 2>/dev/null) && {`,
        sh`echo "$name"; dpkg-deb -f ${path} Version`,
        sh`dpkg-query -W -f '$\{db:Status-Status} $\{Version}' -- "$name" 2>/dev/null; echo`,
        sh`}`,
        sh`:`,
      ]),
    ),
  parse: (stdout) =>
    stdout
      .toString('utf8')
      .split(/^=\n/m)
      .slice(1)
      .map((text) => {
        const [name = '', version = '', state = ''] = text.split('\n');
        const installed = /^installed (.+)$/.exec(state)?.[1] ?? null;
        return name === '' ? null : { name, version, installed };
      }),
};

/** The package in a .deb file of the machine, and whether it is installed. */
export function debFile(path: string): MachineFact<DebFile> {
  return about(DEB_FILE, path);
}
