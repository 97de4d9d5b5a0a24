import { expect, test } from 'vitest';

import { hostnameAbout } from './hostname.ts';
import { kernelModuleAbout } from './kernel-module.ts';
import { sysctlAbout, sysctlPath } from './sysctl.ts';

test.each([
  ['net.ipv4.ip_forward', '/proc/sys/net/ipv4/ip_forward'],
  ['net/ipv4/ip_forward', '/proc/sys/net/ipv4/ip_forward'],
  ['net.ipv4.conf.eth0/100.forwarding', '/proc/sys/net/ipv4/conf/eth0.100/forwarding'],
  ['net/ipv4/conf/eth0.100/forwarding', '/proc/sys/net/ipv4/conf/eth0.100/forwarding'],
])('the file of %s', (name, path) => {
  expect(sysctlPath(name)).toBe(path);
});

test('settings of the kernel: one that may be set, one that may not, one without a value, one that is not there', () => {
  const stdout = `w /proc/sys/net/ipv4/ip_forward
r /proc/sys/kernel/sched
w /proc/sys/net/ipv4/route/flush
=
/proc/sys/net/ipv4/ip_forward:1
/proc/sys/kernel/sched:a:b
/proc/sys/kernel/sched:c
`;
  const names = ['net.ipv4.ip_forward', 'kernel.sched', 'net.ipv4.route.flush', 'vm.nope'];

  expect(sysctlAbout('x').family.parse(Buffer.from(stdout), names)).toEqual([
    { isKnown: true, value: '1', isWritable: true },
    { isKnown: true, value: 'a:b\nc', isWritable: false },
    { isKnown: true, value: null, isWritable: true },
    { isKnown: false, value: null, isWritable: false },
  ]);
});

test('modules of the kernel: loaded, built in, neither', () => {
  const stdout = `br_netfilter 32768 0 - Live 0x0000000000000000
=
kernel/fs/overlayfs/overlay.ko
=
/etc/modules-load.d/modules.conf:# a: b
/etc/modules-load.d/modules.conf:loop
/etc/modprobe.d/lab.conf:options loop max_loop=8
`;
  const files = {
    '/etc/modules-load.d/modules.conf': ['# a: b', 'loop'],
    '/etc/modprobe.d/lab.conf': ['options loop max_loop=8'],
  };

  expect(
    kernelModuleAbout('x').family.parse(Buffer.from(stdout), ['br-netfilter', 'overlay', 'loop']),
  ).toEqual([
    { isLoaded: true, isBuiltIn: false, files },
    { isLoaded: false, isBuiltIn: true, files },
    { isLoaded: false, isBuiltIn: false, files },
  ]);
});

test.each([
  ['node1\nsystemd\n# the name\n\n node2 \n', { current: 'node1', permanent: 'node2', isSystemd: true }],
  ['node1\nother\n', { current: 'node1', permanent: null, isSystemd: false }],
])('what a machine is called', (stdout, hostname) => {
  expect(hostnameAbout().family.parse(Buffer.from(stdout), ['hostname'])).toEqual([hostname]);
});
