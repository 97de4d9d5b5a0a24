import { assignmentsIn, lineIn, linesIn } from './report.ts';
import type { SystemReport } from './report.ts';

/** kernel, architecture, names, service_mgr, security and what the kernel was started with. */
export function kernelFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const machine = report.sections.get('machine')?.[0]?.trim() ?? 'NA';
  const architecture = /^i[3456]86$/.test(machine) ? 'i386' : machine;
  const bits = /64|s390x/.test(machine) ? '64' : '32';
  const commandLine = lineIn(report, '/proc/cmdline') ?? '';
  return {
    system: lineIn(report, '/proc/sys/kernel/ostype') ?? 'Linux',
    kernel: lineIn(report, '/proc/sys/kernel/osrelease') ?? 'NA',
    kernel_version: lineIn(report, '/proc/sys/kernel/version') ?? 'NA',
    machine,
    architecture,
    userspace_bits: bits,
    userspace_architecture: architecture,
    ...nameFacts(report),
    machine_id: lineIn(report, '/etc/machine-id') ?? lineIn(report, '/var/lib/dbus/machine-id') ?? 'NA',
    service_mgr: serviceManager(report),
    is_chroot: (report.sections.get('present') ?? []).includes('chroot'),
    cmdline: cmdline(commandLine, false),
    proc_cmdline: cmdline(commandLine, true),
    selinux: selinux(report),
    apparmor: {
      status: lineIn(report, '/sys/module/apparmor/parameters/enabled') === 'Y' ? 'enabled' : 'disabled',
    },
    fips: lineIn(report, '/proc/sys/crypto/fips_enabled') === '1',
  };
}

/** hostname, nodename, fqdn and domain: as /etc/hosts says; no name server is asked. */
function nameFacts(report: SystemReport): Readonly<Record<string, string>> {
  const nodename = lineIn(report, '/proc/sys/kernel/hostname') ?? 'localhost';
  const hostname = nodename.split('.')[0] ?? nodename;
  const entries = linesIn(report, '/etc/hosts').map((line) => line.replace(/#.*/, '').trim().split(/\s+/));
  const names = entries
    .filter((words) => words.slice(1).includes(nodename))
    .flatMap((words) => words.slice(1));
  const fqdn = nodename.includes('.')
    ? nodename
    : (names.find((name) => name.startsWith(`${hostname}.`)) ?? nodename);
  return { nodename, hostname, fqdn, domain: fqdn.split('.').slice(1).join('.') };
}

function serviceManager(report: SystemReport): string {
  const present = report.sections.get('present') ?? [];
  if (present.includes('/run/systemd/system')) return 'systemd';
  if (present.includes('/run/openrc') || present.includes('/sbin/openrc-run')) return 'openrc';
  const first = lineIn(report, '/proc/1/comm');
  if (first !== undefined && !['init', 'sh', 'bash', 'dash'].includes(first)) return first;
  return present.includes('/etc/init.d') ? 'sysvinit' : 'service';
}

/** The kernel's parameters: text, or true for a word alone; with `isList`, what stands several times is a list. */
function cmdline(text: string, isList: boolean): Readonly<Record<string, unknown>> {
  const parameters: Record<string, unknown> = {};
  for (const word of text.match(/(?:[^\s"]|"[^"]*")+/g) ?? []) {
    const equals = word.indexOf('=');
    const key = equals === -1 ? word : word.slice(0, equals);
    const value = equals === -1 ? true : word.slice(equals + 1).replaceAll('"', '');
    const before = parameters[key];
    parameters[key] = isList && before !== undefined ? [before, value].flat() : value;
  }
  return parameters;
}

function selinux(report: SystemReport): Readonly<Record<string, unknown>> {
  const enforce = lineIn(report, '/sys/fs/selinux/enforce');
  if (enforce === undefined) return { status: 'disabled' };
  const configured = assignmentsIn(linesIn(report, '/etc/selinux/config'));
  return {
    status: 'enabled',
    mode: enforce === '1' ? 'enforcing' : 'permissive',
    config_mode: configured['SELINUX'] ?? 'unknown',
    type: configured['SELINUXTYPE'] ?? 'unknown',
    policyvers: Number(lineIn(report, '/sys/fs/selinux/policyvers') ?? 0),
  };
}
