import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

const APT_NAMES: FactFamily<'all', readonly string[]> = {
  name: 'apt-names',
  programs: ['apt-cache'],
  steadiness: 'settled',
  script: () => lines([sh`apt-cache pkgnames 2>/dev/null`, sh`:`]),
  parse: (stdout, keys) => {
    const names = stdout
      .toString('utf8')
      .split('\n')
      .filter((name) => name !== '');
    return keys.map(() => names);
  },
};

/** Names of all packages that apt knows: tens of thousands. For wildcards, and for what may have been meant. */
export function aptNames(): MachineFact<readonly string[]> {
  return about(APT_NAMES, 'all');
}
