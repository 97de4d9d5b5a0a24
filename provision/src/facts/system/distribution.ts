import { assignmentsIn, linesIn, lineIn } from './report.ts';
import type { SystemReport } from './report.ts';

/** Ansible's names of distributions where they are not the NAME of os-release, by its ID. */
const NAMES: Readonly<Record<string, string>> = {
  debian: 'Debian',
  ubuntu: 'Ubuntu',
  raspbian: 'Raspbian',
  linuxmint: 'Linux Mint',
  kali: 'Kali',
  pop: 'Pop!_OS',
  rhel: 'RedHat',
  centos: 'CentOS',
  fedora: 'Fedora',
  rocky: 'Rocky',
  almalinux: 'AlmaLinux',
  ol: 'OracleLinux',
  amzn: 'Amazon',
  alpine: 'Alpine',
  arch: 'Archlinux',
  sles: 'SLES',
  'opensuse-leap': 'openSUSE Leap',
  'opensuse-tumbleweed': 'openSUSE Tumbleweed',
  gentoo: 'Gentoo',
};

const FAMILIES: Readonly<Record<string, readonly string[]>> = {
  Debian: ['debian', 'ubuntu', 'raspbian', 'linuxmint', 'kali', 'pop'],
  RedHat: ['rhel', 'centos', 'fedora', 'rocky', 'almalinux', 'ol', 'amzn'],
  Alpine: ['alpine'],
  Archlinux: ['arch'],
  Suse: ['sles', 'suse', 'opensuse', 'opensuse-leap', 'opensuse-tumbleweed'],
  Gentoo: ['gentoo'],
};

const PACKAGE_MANAGERS: Readonly<Record<string, string>> = { 'apt-get': 'apt' };

/** distribution…, os_family, lsb, pkg_mgr. */
export function distributionFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const path = ['/etc/os-release', '/usr/lib/os-release'].find((each) => report.files.has(each));
  const release = assignmentsIn(path === undefined ? [] : linesIn(report, path));
  const id = release['ID'] ?? 'linux';
  const name = NAMES[id] ?? release['NAME'] ?? 'Linux';
  const version = versionOf(report, id, release['VERSION_ID']);
  const [major, minor] = version?.split('.') ?? [];
  const codename = release['VERSION_CODENAME'] ?? /\((.+)\)/.exec(release['VERSION'] ?? '')?.[1];
  return {
    distribution: name,
    distribution_version: version ?? 'NA',
    distribution_major_version: major ?? 'NA',
    ...(minor !== undefined && { distribution_minor_version: minor }),
    distribution_release: codename ?? 'NA',
    distribution_file_parsed: path !== undefined,
    distribution_file_variety: name,
    ...(path !== undefined && { distribution_file_path: path }),
    os_family: familyOf(id, release['ID_LIKE']) ?? name,
    lsb: lsbOf(report, release, { name, version, codename }),
    pkg_mgr: packageManager(report),
  };
}

/** os-release of Debian has the major version alone. */
function versionOf(report: SystemReport, id: string, written: string | undefined): string | undefined {
  const debian = lineIn(report, '/etc/debian_version');
  return id === 'debian' && debian !== undefined && /^\d/.test(debian) ? debian : written;
}

function familyOf(id: string, like: string | undefined): string | undefined {
  const ids = [id, ...(like?.split(' ') ?? [])];
  return Object.entries(FAMILIES).find(([, members]) => ids.some((each) => members.includes(each)))?.[0];
}

function lsbOf(
  report: SystemReport,
  release: Readonly<Record<string, string>>,
  known: { name: string; version: string | undefined; codename: string | undefined },
): Readonly<Record<string, string>> {
  const lsb = assignmentsIn(linesIn(report, '/etc/lsb-release'));
  const version = lsb['DISTRIB_RELEASE'] ?? release['VERSION_ID'] ?? known.version ?? 'NA';
  return {
    id: lsb['DISTRIB_ID'] ?? known.name,
    release: version,
    major_release: version.split('.')[0] ?? version,
    codename: lsb['DISTRIB_CODENAME'] ?? known.codename ?? 'NA',
    description: lsb['DISTRIB_DESCRIPTION'] ?? release['PRETTY_NAME'] ?? known.name,
  };
}

function packageManager(report: SystemReport): string {
  const present = report.sections.get('present') ?? [];
  const found = ['apt-get', 'dnf5', 'dnf', 'yum', 'zypper', 'pacman', 'apk'].find((each) =>
    present.includes(each),
  );
  return found === undefined ? 'unknown' : (PACKAGE_MANAGERS[found] ?? found);
}
