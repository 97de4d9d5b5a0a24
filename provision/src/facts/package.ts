import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

/** A package that dpkg knows. */
export interface PackageEntry {
  /** With `:architecture` where the key has one. */
  readonly name: string;
  readonly version: string;
  /** Of dpkg: installed, config-files, half-installed, unpacked, half-configured, triggers-awaited, triggers-pending. */
  readonly status: string;
  readonly isHeld: boolean;
}

const FIELDS = ['Package', 'Architecture', 'db:Status-Status', 'db:Status-Want', 'Version'];
const FORMAT = String.raw`${FIELDS.map((field) => `\${${field}}`).join(' ')}\n`;

const PACKAGE: FactFamily<string, readonly PackageEntry[]> = {
  name: 'package',
  programs: ['dpkg-query'],
  steadiness: 'settled',
  // It complains about names that it does not know: that is an answer too.
  script: (names) => lines([sh`dpkg-query -W -f ${FORMAT} -- ${names} 2>/dev/null`, sh`:`]),
  parse: (stdout, names) => {
    const entries = stdout
      .toString('utf8')
      .split('\n')
      .flatMap((line) => {
        const [name = '', architecture = '', status = '', want = '', version = ''] = line.split(' ');
        return status === '' || status === 'not-installed'
          ? []
          : [{ name, architecture, status, want, version }];
      });
    return names.map((key) => {
      const [wanted = '', architecture] = key.split(':');
      const pattern = globPattern(wanted);
      return entries
        .filter(
          (entry) => pattern.test(entry.name) && (architecture ?? entry.architecture) === entry.architecture,
        )
        .map(({ name, version, status, want }) => ({
          name: architecture === undefined ? name : `${name}:${architecture}`,
          version,
          status,
          isHeld: want === 'hold',
        }));
    });
  },
};

/** Packages of a name (`name`, `name:architecture`, `lib*`) that are installed, or were and left something. */
export function packageAbout(name: string): MachineFact<readonly PackageEntry[]> {
  return about(PACKAGE, name);
}

/** A shell pattern with `*`, `?` and `[…]` as an expression for the whole word. */
export function globPattern(glob: string): RegExp {
  const body = glob
    .replace(/[\\^$.|+(){}]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.')
    .replaceAll('[!', '[^');
  return new RegExp(`^${body}$`);
}
