import { lines, sh } from '../shell/command.ts';
import type { Command } from '../shell/command.ts';

/** How a machine is asked for the version of a group of `artifacts`, and what it prints. */
interface Probe {
  readonly group: string;
  readonly command: Command;
  /** Its first group is the version. */
  readonly pattern: RegExp;
}

const PROBES: readonly Probe[] = [
  { group: 'k3s', command: sh`k3s --version`, pattern: /k3s version v(\d\S+)/ },
  // The last of the programs that an upgrade replaces.
  { group: 'kubernetes', command: sh`kubelet --version`, pattern: /v(\d\S+)/ },
  { group: 'containerd', command: sh`containerd --version`, pattern: / v?(\d+\.\S+)/ },
  { group: 'runc', command: sh`runc --version`, pattern: /version (\d\S+)/ },
  { group: 'cni_plugins', command: sh`/opt/cni/bin/bridge`, pattern: /plugin (?:version )?v?(\S+)/ },
  { group: 'helm', command: sh`helm version --short`, pattern: /^v(\d[^\s+]*)/ },
];

/** Between what two programs print. */
const END = '--';

/** Asks all programs in one go; one that is not there prints nothing of use. */
export const INSTALLED_SCRIPT = lines([
  sh`PATH=$PATH:/usr/local/bin:/usr/local/sbin:/usr/sbin`,
  ...PROBES.map(({ command }) => sh`${command} 2>&1 </dev/null; echo ${END}`),
]);

/** The versions that a machine has, by group of `artifacts`; undefined for what is not there. */
export function installedVersions(stdout: string): ReadonlyMap<string, string | undefined> {
  const printed = stdout.split(`${END}\n`);
  return new Map(
    PROBES.map(({ group, pattern }, index) => [group, pattern.exec(printed[index] ?? '')?.[1]] as const),
  );
}
