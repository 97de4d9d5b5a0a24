import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { lines, sh } from '../shell/command.ts';

/** A setting of the kernel as it is now. */
export interface SysctlState {
  readonly isKnown: boolean;
  /** Null where it cannot be read. Several lines where the kernel has several. */
  readonly value: string | null;
  /** Whether the task's user may set it: false in most containers, where /proc/sys is read-only. */
  readonly isWritable: boolean;
}

const SYSCTL: FactFamily<string, SysctlState> = {
  name: 'sysctl',
  programs: ['grep'],
  steadiness: 'settled',
  script: (names) => {
    const paths = names.map(sysctlPath);
    return lines([
      sh`for path in ${paths}; do`,
      sh`if [ -e "$path" ]; then if [ -w "$path" ]; then echo "w $path"; else echo "r $path"; fi; fi`,
      sh`done`,
      sh`echo =; LC_ALL=C grep -Hs '' -- ${paths} 2>/dev/null`,
      sh`:`,
    ]);
  },
  parse: (stdout, names) => {
    const [known = '', values = ''] = stdout.toString('utf8').split(/^=\n/m);
    const marks = known.split('\n');
    return names.map((name) => {
      const path = sysctlPath(name);
      const prefix = `${path}:`;
      const found = values.split('\n').filter((line) => line.startsWith(prefix));
      return {
        isKnown: marks.includes(`w ${path}`) || marks.includes(`r ${path}`),
        value: found.length === 0 ? null : found.map((line) => line.slice(prefix.length)).join('\n'),
        isWritable: marks.includes(`w ${path}`),
      };
    });
  },
};

/** A setting of the kernel, by its name with dots or slashes. */
export function sysctlAbout(name: string): MachineFact<SysctlState> {
  return about(SYSCTL, name);
}

/**
 * The file of a setting. The first separator tells which one it is (sysctl.d(5)): `net.ipv4.conf.eth0/100.forwarding` and
 * `net/ipv4/conf/eth0.100/forwarding` are one.
 */
export function sysctlPath(name: string): string {
  const isDotted = /^[^./]*\./.test(name);
  const swapped = isDotted ? name.replace(/[./]/g, (each) => (each === '.' ? '/' : '.')) : name;
  return `/proc/sys/${swapped}`;
}
