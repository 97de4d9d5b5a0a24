import { lineIn, linesIn } from './report.ts';
import type { SystemReport } from './report.ts';

/** What firmware says of a virtual machine: the first that fits. */
const FIRMWARES: readonly (readonly [RegExp, string])[] = [
  [/virtualbox|innotek/i, 'virtualbox'],
  [/vmware/i, 'VMware'],
  [/parallels/i, 'parallels'],
  [/xen/i, 'xen'],
  [/microsoft corporation.*virtual machine/i, 'VirtualPC'],
  [/qemu|kvm|bochs|google compute engine|amazon ec2|openstack|digitalocean|hetzner|alibaba cloud/i, 'kvm'],
];

/** Of container managers, by what systemd or the control groups call them. */
const CONTAINERS: readonly (readonly [RegExp, string])[] = [
  [/podman/, 'podman'],
  [/docker|containerd|kubepods/, 'docker'],
  [/lxc/, 'lxc'],
  [/systemd-nspawn|machine\.slice\/machine-/, 'systemd-nspawn'],
];

/** virtualization_type, virtualization_role, virtualization_tech_guest, virtualization_tech_host. */
export function virtualizationFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const present = report.sections.get('present') ?? [];
  const container = containerOf(report, present);
  const guest = machineOf(report);
  const host = [
    ...(present.includes('/sys/module/kvm') || present.includes('/dev/kvm') ? ['kvm'] : []),
    ...(present.includes('/sys/module/vboxdrv') ? ['virtualbox'] : []),
  ];
  const guests = container === undefined ? (guest === undefined ? [] : [guest]) : ['container', container];
  const type = container ?? guest ?? host[0] ?? 'NA';
  const role = guests.length > 0 ? 'guest' : host.length > 0 ? 'host' : 'NA';
  return {
    virtualization_type: type,
    virtualization_role: role,
    virtualization_tech_guest: guests,
    virtualization_tech_host: host,
  };
}

function containerOf(report: SystemReport, present: readonly string[]): string | undefined {
  if (present.includes('/run/.containerenv')) return 'podman';
  if (present.includes('/.dockerenv')) return 'docker';
  if (/microsoft.*wsl|wsl.*microsoft/i.test(lineIn(report, '/proc/sys/kernel/osrelease') ?? '')) return 'wsl';
  const named = [lineIn(report, '/run/systemd/container') ?? '', ...linesIn(report, '/proc/1/cgroup')].join(
    '\n',
  );
  return CONTAINERS.find(([pattern]) => pattern.test(named))?.[1];
}

function machineOf(report: SystemReport): string | undefined {
  const fields = ['sys_vendor', 'product_name', 'bios_vendor', 'bios_version', 'board_vendor'];
  const firmware = fields.map((field) => lineIn(report, `/sys/class/dmi/id/${field}`) ?? '').join(' ');
  const known = FIRMWARES.find(([pattern]) => pattern.test(firmware))?.[1];
  if (known !== undefined) return known;
  const flags = report.sections.get('cpu')?.find((line) => line.startsWith('flags'));
  // A hypervisor that no firmware names; nearly always KVM (Firecracker, Cloud Hypervisor).
  return flags !== undefined && / hypervisor( |$)/.test(flags) ? 'kvm' : undefined;
}
