import { lines, sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';

/** Small text files that are read whole, all by one `grep`, which puts each line behind its file's path. */
const FILES = [
  '/etc/os-release /usr/lib/os-release /etc/debian_version /etc/lsb-release /etc/redhat-release /etc/alpine-release',
  '/etc/hosts /etc/resolv.conf /etc/machine-id /var/lib/dbus/machine-id /etc/selinux/config',
  '/etc/ssh/ssh_host_*_key.pub',
  '/proc/sys/kernel/hostname /proc/sys/kernel/domainname /proc/sys/kernel/osrelease /proc/sys/kernel/version',
  '/proc/sys/kernel/ostype /proc/sys/crypto/fips_enabled /proc/meminfo /proc/loadavg /proc/uptime /proc/cmdline',
  '/proc/1/comm /proc/1/cgroup /proc/mounts /proc/self/status /run/systemd/container',
  '/sys/fs/selinux/enforce /sys/fs/selinux/policyvers /sys/module/apparmor/parameters/enabled',
  '/sys/class/dmi/id/bios_* /sys/class/dmi/id/board_* /sys/class/dmi/id/chassis_* /sys/class/dmi/id/product_*',
  '/sys/class/dmi/id/sys_vendor',
  '/sys/class/net/*/address /sys/class/net/*/mtu /sys/class/net/*/flags /sys/class/net/*/speed',
  '/sys/class/net/*/type /sys/class/net/*/bridge/bridge_id /sys/class/net/*/bridge/stp_state',
  '/sys/class/net/*/bonding/mode /sys/class/net/*/bonding/slaves',
  '/sys/block/*/size /sys/block/*/removable /sys/block/*/ro /sys/block/*/queue/rotational',
  '/sys/block/*/queue/logical_block_size /sys/block/*/device/model /sys/block/*/device/vendor',
  '/sys/block/*/*/partition /sys/block/*/*/start /sys/block/*/*/size',
].join(' ');

/** Paths and programs whose presence says something; looked at by the shell itself. */
const PRESENT = [
  '/.dockerenv /run/.containerenv /dev/kvm /sys/module/kvm /sys/module/vboxdrv /proc/vz /proc/xen /run/systemd/system',
  '/run/openrc /sbin/openrc-run /etc/init.d',
].join(' ');

const PACKAGE_MANAGERS = ['apt-get', 'dnf5', 'dnf', 'yum', 'zypper', 'pacman', 'apk'] as const;

/** What the processor's list is cut down to: the flags alone are a kilobyte a core. */
const CPU_FIELDS =
  '^(processor|vendor_id|model name|Model|Processor|cpu|physical id|siblings|core id|cpu cores)[[:space:]]*:';

/** What may be chosen about the script. */
export interface SystemScope {
  /** The folder of local facts. */
  readonly factPath: string;
  /** How long a file system may take to tell its size. */
  readonly timeoutSeconds: number;
}

/**
 * Prints everything that is gathered of a machine, in sections that begin with `= NAME`; a dozen processes in all.
 */
export function systemScript({ factPath, timeoutSeconds }: SystemScope): Command {
  // A wildcard must stay outside of quotes, so these parts are literals of ours and not values.
  return lines([
    sh`(`,
    section('files'),
    sh`LC_ALL=C grep -Hs '' ${literal(FILES)} 2>/dev/null`,
    section('cpu'),
    sh`LC_ALL=C grep -E ${CPU_FIELDS} /proc/cpuinfo 2>/dev/null`,
    sh`LC_ALL=C grep -Em 1 '^(flags|Features)' /proc/cpuinfo 2>/dev/null`,
    section('machine'),
    sh`uname -m`,
    section('present'),
    sh`for path in ${literal(PRESENT)}; do if [ -e "$path" ]; then echo "$path"; fi; done`,
    sh`for program in ${PACKAGE_MANAGERS}; do if command -v "$program" >/dev/null 2>&1; then echo "$program"; fi; done`,
    sh`if [ -e /proc/1/root/. ] && ! [ / -ef /proc/1/root/. ]; then echo chroot; fi`,
    sh`for bridge in /sys/class/net/*/brif/*; do if [ -e "$bridge" ]; then echo "$bridge"; fi; done`,
    section('addresses'),
    sh`ip -o addr show 2>/dev/null`,
    section('routes'),
    // Any address far away tells the way out; nothing is sent.
    sh`ip -4 route get 8.8.8.8 2>/dev/null`,
    sh`ip -6 route get 2001:4860:4860::8888 2>/dev/null`,
    section('sizes'),
    ...mountSizes(timeoutSeconds),
    section('links'),
    sh`ls -l /dev/disk/by-uuid /dev/disk/by-label /dev/disk/by-id 2>/dev/null`,
    section('user'),
    sh`ids=$(id); echo "$ids"; ids=$\{ids#uid=}; getent passwd "$\{ids%%(*}" 2>/dev/null`,
    section('date'),
    sh`date '+%Y|%m|%d|%H|%M|%S|%N|%s|%z|%Z|%A|%w|%W'`,
    ...localFacts(factPath),
    section('environment'),
    sh`cat /proc/self/environ`,
    sh`) </dev/null`,
    sh`:`,
  ]);
}

function literal(text: string): Command {
  return sh([text] as unknown as TemplateStringsArray);
}

function section(name: string): Command {
  return sh`printf '\n= %s\n' ${name}`;
}

/** Sizes of what is mounted from a device or a server; a server that does not answer is given up after a moment. */
function mountSizes(timeoutSeconds: number): readonly Command[] {
  return [
    sh`set --; remote=`,
    sh`while read -r device point type options rest; do`,
    sh`case $point in *\\\\*) point=$(printf '%b_' "$point"); point=$\{point%_} ;; esac`,
    sh`case $device in /*) set -- "$@" "$point" ;; *:/*) remote=yes ;; esac`,
    sh`done </proc/mounts`,
    sh`if [ $# -gt 0 ]; then timeout ${timeoutSeconds} stat -f -c '%S %b %a %c %d %n' -- "$@" 2>/dev/null; fi`,
    sh`if [ -n "$remote" ]; then set --`,
    sh`while read -r device point type options rest; do`,
    sh`case $device in *:/*) timeout ${timeoutSeconds} stat -f -c '%S %b %a %c %d %n' -- "$point" 2>/dev/null ;; esac`,
    sh`done </proc/mounts; fi`,
  ];
}

/** Files NAME.fact: run where they are programs, read where not. */
function localFacts(factPath: string): readonly Command[] {
  return [
    sh`for fact in ${factPath}/*.fact; do if [ -f "$fact" ]; then`,
    sh`printf '\n= local %s\n' "$fact"`,
    sh`if [ -x "$fact" ]; then "$fact" 2>/dev/null; else cat "$fact"; fi`,
    sh`fi; done`,
  ];
}
