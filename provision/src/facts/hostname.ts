import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

/** What a machine is called. */
export interface Hostname {
  /** By the kernel, now. */
  readonly current: string;
  /** By /etc/hostname, at boot; null where it has none. */
  readonly permanent: string | null;
  readonly isSystemd: boolean;
}

const HOSTNAME: FactFamily<'hostname', Hostname> = {
  name: 'hostname',
  programs: ['cat'],
  steadiness: 'settled',
  script: () =>
    lines([
      sh`cat /proc/sys/kernel/hostname`,
      sh`if [ -d /run/systemd/system ] && command -v hostnamectl >/dev/null 2>&1; then echo systemd; else echo other; fi`,
      sh`cat /etc/hostname 2>/dev/null`,
      sh`:`,
    ]),
  parse: (stdout, keys) => {
    const [current = '', manager, ...file] = stdout.toString('utf8').split('\n');
    const permanent = file.map((line) => line.trim()).find((line) => line !== '' && !line.startsWith('#'));
    return keys.map(() => ({ current, permanent: permanent ?? null, isSystemd: manager === 'systemd' }));
  },
};

/** What the machine is called. */
export function hostnameAbout(): MachineFact<Hostname> {
  return about(HOSTNAME, 'hostname');
}
