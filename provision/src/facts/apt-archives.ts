import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

const APT_ARCHIVES: FactFamily<'any', boolean> = {
  name: 'apt-archives',
  programs: [],
  steadiness: 'settled',
  script: () =>
    lines([
      sh`for file in /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*; do`,
      sh`if [ -f "$file" ]; then echo yes; break; fi`,
      sh`done`,
    ]),
  parse: (stdout, keys) => keys.map(() => stdout.includes('yes')),
};

/** Whether apt keeps any downloaded package. */
export function aptArchives(): MachineFact<boolean> {
  return about(APT_ARCHIVES, 'any');
}
