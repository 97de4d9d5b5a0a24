import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

const FILES = [
  '/var/lib/dpkg/lock-frontend',
  '/var/lib/dpkg/lock',
  '/var/lib/apt/lists/lock',
  '/var/cache/apt/archives/lock',
];

/** Who holds one of the locks, e.g. `unattended-upgr (4242)`; undefined where nobody does. */
export type LockHolder = string | undefined;

const DPKG_LOCK: FactFamily<'dpkg', LockHolder> = {
  name: 'dpkg-lock',
  programs: ['stat'],
  steadiness: 'fresh',
  // The kernel lists locks by inode; lines of those that wait have `->` in the second place.
  script: () =>
    lines([
      sh`inodes=" $(echo $(stat -c %i ${FILES} 2>/dev/null)) "`,
      sh`if [ -r /proc/locks ]; then`,
      sh`while read -r number kind advice access pid where rest; do`,
      sh`case $kind$inodes in '->'*) ;; *" $\{where##*:} "*)`,
      sh`name=; if [ -r "/proc/$pid/comm" ]; then read -r name <"/proc/$pid/comm"; fi`,
      sh`echo "$\{name:-another process} ($pid)"; break ;; esac`,
      sh`done </proc/locks`,
      sh`fi`,
    ]),
  parse: (stdout, keys) => {
    const holder = stdout.toString('utf8').trim();
    return keys.map(() => (holder === '' ? undefined : holder));
  },
};

/** Who holds the locks of dpkg and apt. */
export function dpkgLockHolder(): MachineFact<LockHolder> {
  return about(DPKG_LOCK, 'dpkg');
}
