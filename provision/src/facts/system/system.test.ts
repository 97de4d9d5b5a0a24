import { describe, expect, test } from 'vitest';

import { FactError } from '../../modules/fact-error.ts';
import { systemAbout } from '../system.ts';
import { NO_GNU, askHere } from '../testing/ask-here.ts';
import { FACT_NAMES } from './fact-names.ts';
import { systemOutput } from './testing/system-output.ts';
import type { Machine } from './testing/system-output.ts';

const SCOPE = { factPath: '/etc/ansible/facts.d', timeoutSeconds: 10 };
const { family } = systemAbout(SCOPE);

function factsOf(machine: Machine): Readonly<Record<string, unknown>> {
  const [{ min, hardware, network, virtual } = { min: {}, hardware: {}, network: {}, virtual: {} }] =
    family.parse(systemOutput(machine), [SCOPE]);
  return { ...min, ...hardware, ...network, ...virtual };
}

test('every fact has a name that playbooks are checked against, but for those of interfaces', () => {
  const facts = factsOf({
    files: {
      '/etc/os-release': 'ID=debian\nVERSION_ID="12"',
      '/etc/ssh/ssh_host_ed25519_key.pub': 'ssh-ed25519 AAAA root@x',
    },
  });
  const { interfaces } = facts;
  const names = Object.keys(facts).filter(
    (name) => !(Array.isArray(interfaces) && interfaces.includes(name)),
  );

  expect(names.filter((name) => !FACT_NAMES.includes(name))).toEqual([]);
  expect(names.length).toBeGreaterThan(60);
});

test.each([
  [
    'Debian, whose os-release has the major version alone',
    {
      '/etc/os-release':
        'NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\nPRETTY_NAME="Debian GNU/Linux 12 (bookworm)"',
      '/etc/debian_version': '12.11',
    },
    {
      distribution: 'Debian',
      distribution_version: '12.11',
      distribution_major_version: '12',
      distribution_minor_version: '11',
      distribution_release: 'bookworm',
      os_family: 'Debian',
      lsb: {
        id: 'Debian',
        release: '12',
        major_release: '12',
        codename: 'bookworm',
        description: 'Debian GNU/Linux 12 (bookworm)',
      },
    },
  ],
  [
    'Ubuntu',
    {
      '/etc/os-release':
        'ID=ubuntu\nID_LIKE=debian\nNAME="Ubuntu"\nVERSION_ID="24.04"\nVERSION_CODENAME=noble',
      '/etc/debian_version': 'trixie/sid',
      '/etc/lsb-release':
        'DISTRIB_ID=Ubuntu\nDISTRIB_RELEASE=24.04\nDISTRIB_CODENAME=noble\nDISTRIB_DESCRIPTION="Ubuntu 24.04.1 LTS"',
    },
    {
      distribution: 'Ubuntu',
      distribution_version: '24.04',
      distribution_major_version: '24',
      os_family: 'Debian',
      lsb: {
        id: 'Ubuntu',
        release: '24.04',
        major_release: '24',
        codename: 'noble',
        description: 'Ubuntu 24.04.1 LTS',
      },
    },
  ],
  [
    'one that is only like others',
    {
      '/usr/lib/os-release':
        'ID=nobara\nID_LIKE="rhel fedora"\nNAME="Nobara"\nVERSION="40 (KDE)"\nVERSION_ID=40',
    },
    { distribution: 'Nobara', os_family: 'RedHat', distribution_version: '40', distribution_release: 'KDE' },
  ],
  [
    'one that says nothing',
    {},
    { distribution: 'Linux', distribution_version: 'NA', distribution_file_parsed: false },
  ],
])('distribution: %s', (_, files, facts) => {
  expect(factsOf({ files })).toMatchObject(facts);
});

test.each([
  ['a short name', 'node1', '127.0.1.1 node1', { hostname: 'node1', fqdn: 'node1', domain: '' }],
  [
    'a long one in /etc/hosts',
    'node1',
    '10.0.0.1 x # node1\n10.0.0.2 node1.lab.org node1',
    { fqdn: 'node1.lab.org', domain: 'lab.org' },
  ],
  [
    'a long one of the kernel',
    'node1.lab.org',
    '',
    { hostname: 'node1', nodename: 'node1.lab.org', domain: 'lab.org' },
  ],
])('name: %s', (_, nodename, hosts, facts) => {
  expect(factsOf({ files: { '/proc/sys/kernel/hostname': nodename, '/etc/hosts': hosts } })).toMatchObject(
    facts,
  );
});

test('the kernel and how it was started', () => {
  const facts = factsOf({
    files: {
      '/proc/sys/kernel/osrelease': '6.8.0-31-generic',
      '/proc/cmdline':
        'BOOT_IMAGE=/vmlinuz root=UUID=1-2 console=tty0 console=ttyS0 quiet dyndbg="file a +p"',
      '/proc/1/comm': 'systemd',
      '/sys/fs/selinux/enforce': '1',
      '/etc/selinux/config': '# SELINUX=no\nSELINUX=permissive\nSELINUXTYPE=targeted',
      '/sys/module/apparmor/parameters/enabled': 'Y',
      '/etc/machine-id': 'abc',
    },
    sections: { machine: 'aarch64', present: '/run/systemd/system\nchroot\napt-get' },
  });

  expect(facts).toMatchObject({
    kernel: '6.8.0-31-generic',
    architecture: 'aarch64',
    userspace_bits: '64',
    service_mgr: 'systemd',
    pkg_mgr: 'apt',
    is_chroot: true,
    machine_id: 'abc',
    selinux: { status: 'enabled', mode: 'enforcing', config_mode: 'permissive', type: 'targeted' },
    apparmor: { status: 'enabled' },
    cmdline: { console: 'ttyS0', quiet: true, root: 'UUID=1-2', dyndbg: 'file a +p' },
    proc_cmdline: { console: ['tty0', 'ttyS0'], quiet: true },
  });
});

test('processors and memory', () => {
  const core = (id: number): string =>
    `processor\t: ${id}\nvendor_id\t: GenuineIntel\nmodel name\t: Xeon\nphysical id\t: ${id >> 2}\nsiblings\t: 4\ncpu cores\t: 2`;
  const facts = factsOf({
    files: {
      '/proc/meminfo':
        'MemTotal: 2048000 kB\nMemFree: 1024000 kB\nBuffers: 0 kB\nCached: 512000 kB\nSwapTotal: 1048576 kB\nSwapFree: 1048576 kB',
      '/proc/self/status': 'Cpus_allowed:\tf\nCpus_allowed_list:\t0-2,5',
      '/proc/uptime': '350.42 600.00',
      '/proc/loadavg': '0.52 0.58 0.59 1/467 1234',
    },
    sections: { cpu: `${[0, 1, 2, 3, 4, 5, 6, 7].map(core).join('\n')}\nflags\t: fpu vme` },
  });

  expect(facts).toMatchObject({
    processor_count: 2,
    processor_cores: 2,
    processor_threads_per_core: 2,
    processor_vcpus: 8,
    processor_nproc: 4,
    flags: ['fpu', 'vme'],
    memtotal_mb: 2000,
    memfree_mb: 1000,
    memory_mb: {
      real: { total: 2000, free: 1000, used: 1000 },
      nocache: { free: 1500, used: 500 },
      swap: { total: 1024, free: 1024, used: 0, cached: 0 },
    },
    loadavg: { '1m': 0.52, '5m': 0.58, '15m': 0.59 },
    uptime_seconds: 350,
  });
});

test('mounts and devices', () => {
  const facts = factsOf({
    files: {
      '/proc/mounts':
        'proc /proc proc rw 0 0\n/dev/sda1 / ext4 rw,relatime 0 1\n/dev/sdb /mnt/two\\040words xfs rw 0 0\nnas:/x /nas nfs4 rw 0 0',
      '/sys/block/sda/size': '41943040',
      '/sys/block/sda/removable': '0',
      '/sys/block/sda/queue/rotational': '1',
      '/sys/block/sda/device/model': 'VBOX HARDDISK   ',
      '/sys/block/sda/sda1/partition': '1',
      '/sys/block/sda/sda1/size': '2048',
      '/sys/block/sda/sda1/start': '2048',
    },
    sections: {
      sizes: '4096 1000 250 100 40 /\n4096 10 5 0 0 /mnt/two words',
      links:
        '/dev/disk/by-uuid:\ntotal 0\nlrwxrwxrwx 1 root root 10 Jan  1 00:00 ab-cd -> ../../sda1\n\n/dev/disk/by-id:\nlrwxrwxrwx 1 root root 9 Jan  1 00:00 ata-VBOX -> ../../sda',
    },
  });

  expect(facts['mounts']).toEqual([
    {
      device: '/dev/sda1',
      mount: '/',
      fstype: 'ext4',
      options: 'rw,relatime',
      dump: 0,
      passno: 1,
      uuid: 'ab-cd',
      block_size: 4096,
      block_total: 1000,
      block_available: 250,
      block_used: 750,
      size_total: 4_096_000,
      size_available: 1_024_000,
      inode_total: 100,
      inode_available: 40,
      inode_used: 60,
    },
    expect.objectContaining({ mount: '/mnt/two words', size_available: 20_480, uuid: 'N/A' }),
    { device: 'nas:/x', mount: '/nas', fstype: 'nfs4', options: 'rw', dump: 0, passno: 0, uuid: 'N/A' },
  ]);
  expect(facts['devices']).toEqual({
    sda: {
      model: 'VBOX HARDDISK',
      vendor: null,
      removable: '0',
      rotational: '1',
      sectors: 41_943_040,
      sectorsize: '512',
      size: '20.00 GB',
      virtual: 0,
      links: { ids: ['ata-VBOX'], labels: [], uuids: [], masters: [] },
      partitions: {
        sda1: {
          start: '2048',
          sectors: 2048,
          sectorsize: 512,
          size: '1.00 MB',
          links: { ids: [], labels: [], uuids: ['ab-cd'], masters: [] },
        },
      },
    },
  });
  expect(facts['device_links']).toMatchObject({ uuids: { sda1: ['ab-cd'] }, ids: { sda: ['ata-VBOX'] } });
});

test('the network: interfaces, the way out, name servers', () => {
  const facts = factsOf({
    files: {
      '/sys/class/net/lo/address': '00:00:00:00:00:00',
      '/sys/class/net/lo/flags': '0x9',
      '/sys/class/net/lo/mtu': '65536',
      '/sys/class/net/lo/type': '772',
      '/sys/class/net/eth0/address': '08:00:27:00:00:01',
      '/sys/class/net/eth0/flags': '0x1103',
      '/sys/class/net/eth0/mtu': '1500',
      '/sys/class/net/eth0/type': '1',
      '/sys/class/net/eth0/speed': '1000',
      '/sys/class/net/br-lab/address': '02:42:00:00:00:01',
      '/sys/class/net/br-lab/flags': '0x1002',
      '/sys/class/net/br-lab/mtu': '1500',
      '/sys/class/net/br-lab/type': '1',
      '/sys/class/net/br-lab/bridge/bridge_id': '8000.024200000001',
      '/sys/class/net/br-lab/bridge/stp_state': '0',
      '/etc/resolv.conf':
        '# made by hand\nnameserver 10.0.2.3\nnameserver fe80::1\nsearch lab.org x.org\noptions ndots:2 rotate',
    },
    sections: {
      present:
        '/sys/class/net/br-lab/brif/veth1\n/sys/class/net/br-lab/brif/veth2\n/sys/class/net/other/brif/veth3',
      addresses: [
        '1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever',
        '2: eth0    inet 10.0.2.15/20 brd 10.0.15.255 scope global dynamic eth0\\       valid_lft 86000sec',
        '2: eth0    inet 10.9.0.1/32 scope global eth0\\       valid_lft forever',
        '2: eth0    inet6 fd00::15/64 scope global dynamic mngtmpaddr \\       valid_lft 86000sec',
      ].join('\n'),
      routes: '8.8.8.8 via 10.0.2.2 dev eth0 src 10.0.2.15 uid 0 \n    cache ',
    },
  });

  const first = {
    address: '10.0.2.15',
    broadcast: '10.0.15.255',
    netmask: '255.255.240.0',
    network: '10.0.0.0',
    prefix: '20',
  };
  expect(facts['interfaces']).toEqual(['lo', 'eth0', 'br-lab']);
  expect(facts['eth0']).toEqual({
    device: 'eth0',
    active: true,
    promisc: true,
    type: 'ether',
    mtu: 1500,
    macaddress: '08:00:27:00:00:01',
    speed: 1000,
    ipv4: first,
    ipv4_secondaries: [
      { address: '10.9.0.1', broadcast: '', netmask: '255.255.255.255', network: '10.9.0.1', prefix: '32' },
    ],
    ipv6: [{ address: 'fd00::15', prefix: '64', scope: 'global' }],
  });
  expect(facts['br_lab']).toMatchObject({
    type: 'bridge',
    active: false,
    stp: false,
    interfaces: ['veth1', 'veth2'],
  });
  expect(facts['lo']).not.toHaveProperty('macaddress');
  expect(facts['all_ipv4_addresses']).toEqual(['10.0.2.15', '10.9.0.1']);
  expect(facts['all_ipv6_addresses']).toEqual(['fd00::15']);
  expect(facts['default_ipv4']).toEqual({
    ...first,
    interface: 'eth0',
    alias: 'eth0',
    gateway: '10.0.2.2',
    macaddress: '08:00:27:00:00:01',
    mtu: 1500,
    type: 'ether',
  });
  expect(facts['default_ipv6']).toEqual({});
  expect(facts['dns']).toEqual({
    nameservers: ['10.0.2.3', 'fe80::1'],
    search: ['lab.org', 'x.org'],
    options: { ndots: '2', rotate: true },
  });
});

test.each([
  [
    'VirtualBox',
    { '/sys/class/dmi/id/product_name': 'VirtualBox' },
    '',
    'virtualbox',
    'guest',
    ['virtualbox'],
  ],
  ['libvirt', { '/sys/class/dmi/id/sys_vendor': 'QEMU' }, '', 'kvm', 'guest', ['kvm']],
  [
    'Docker',
    { '/sys/class/dmi/id/sys_vendor': 'QEMU' },
    '/.dockerenv\n/dev/kvm',
    'docker',
    'guest',
    ['container', 'docker'],
  ],
  [
    'nspawn',
    { '/run/systemd/container': 'systemd-nspawn' },
    '',
    'systemd-nspawn',
    'guest',
    ['container', 'systemd-nspawn'],
  ],
  ['a host', { '/sys/class/dmi/id/sys_vendor': 'Dell Inc.' }, '/dev/kvm\n/sys/module/kvm', 'kvm', 'host', []],
  ['bare', {}, '', 'NA', 'NA', []],
])('virtualization: %s', (_, files, present, type, role, guests) => {
  expect(factsOf({ files, sections: { present } })).toMatchObject({
    virtualization_type: type,
    virtualization_role: role,
    virtualization_tech_guest: guests,
  });
});

test('the user, the time, the environment', () => {
  const facts = factsOf({
    sections: {
      user: 'uid=1000(vagrant) gid=1001(staff) groups=1001(staff),27(sudo)\nvagrant:x:1000:1001:Vagrant,,,:/home/vagrant:/bin/bash',
      date: '2026|11|21|08|12|20|231808794|1795245140|+0100|CET|Saturday|6|46',
    },
    environment: 'PATH=/bin\0NAME=two\n= lines\nlong\0',
  });

  expect(facts).toMatchObject({
    user_id: 'vagrant',
    user_uid: 1000,
    user_gid: 1001,
    user_gecos: 'Vagrant,,,',
    user_dir: '/home/vagrant',
    user_shell: '/bin/bash',
    env: { PATH: '/bin', NAME: 'two\n= lines\nlong' },
    date_time: {
      date: '2026-11-21',
      time: '08:12:20',
      tz: 'CET',
      tz_offset: '+0100',
      epoch: '1795245140',
      iso8601: '2026-11-21T07:12:20Z',
      iso8601_micro: '2026-11-21T07:12:20.231808Z',
      iso8601_basic_short: '20261121T081220',
      weekday: 'Saturday',
      weekday_number: '6',
      weeknumber: '46',
    },
  });
});

test('local facts: JSON, INI, neither; and host keys', () => {
  const facts = factsOf({
    files: { '/etc/ssh/ssh_host_ed25519_key.pub': 'ssh-ed25519 AAAA root@node1' },
    local: {
      '/etc/ansible/facts.d/a.fact': '{"role": "db", "n": [1]}\n',
      '/etc/ansible/facts.d/b.fact': '# lab\n[main]\nname = two words\nport: 80\n',
      '/etc/ansible/facts.d/c.fact': 'hello\n',
    },
  });

  expect(facts['local']).toEqual({
    a: { role: 'db', n: [1] },
    b: { main: { name: 'two words', port: '80' } },
    c: 'neither JSON nor INI',
  });
  expect(facts).toMatchObject({
    ssh_host_key_ed25519_public: 'AAAA',
    ssh_host_key_ed25519_public_keytype: 'ssh-ed25519',
  });
});

test('an answer that is none', () => {
  expect(() => family.parse(Buffer.from('sh: not found'), [SCOPE])).toThrow(FactError);
});

describe.skipIf(NO_GNU)(`this machine${NO_GNU ? `: ${NO_GNU}` : ''}`, () => {
  test('tells all about itself', () => {
    const [here] = askHere(family, [{ factPath: "/no'where", timeoutSeconds: 1 }], '/');

    expect(here?.min).toMatchObject({
      system: 'Linux',
      kernel: expect.stringMatching(/^\d/),
      date_time: { epoch: expect.stringMatching(/^\d+$/) },
      local: {},
    });
    expect(here?.hardware).toMatchObject({
      memtotal_mb: expect.any(Number),
      processor_vcpus: expect.any(Number),
    });
    expect(here?.network['interfaces']).toContain('lo');
  });
});
