import { addressesOf } from './addresses.ts';
import type { Address } from './addresses.ts';
import { linesByFolder } from './folders.ts';
import type { SystemReport } from './report.ts';

/** Kinds of interfaces by the kernel's number (linux/if_arp.h). */
const TYPES: Readonly<Record<string, string>> = { 1: 'ether', 772: 'loopback', 512: 'ppp', 32: 'infiniband' };

const IS_UP = 0x1;
const IS_PROMISCUOUS = 0x100;

/** interfaces, a map for each of them, all_ipv4_addresses, all_ipv6_addresses, default_ipv4, default_ipv6. */
export function networkFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const addresses = addressesOf(report.sections.get('addresses') ?? []);
  const devices = linesByFolder(report, '/sys/class/net/');
  const maps = [...devices].map(([name, values]) => {
    const map = interfaceOf(
      name,
      values,
      addresses.filter(({ device }) => device === name),
    );
    return [name, { ...map, ...bridgeOf(report, name, values) }] as const;
  });
  const shown = addresses.filter(({ isLoopback }) => !isLoopback);
  return {
    interfaces: maps.map(([name]) => name),
    ...Object.fromEntries(maps.map(([name, map]) => [name.replace(/[^\w]/g, '_'), map])),
    all_ipv4_addresses: shown.filter(({ family }) => family === 4).map(({ address }) => address),
    all_ipv6_addresses: shown.filter(({ family }) => family === 6).map(({ address }) => address),
    default_ipv4: defaultRoute(report, 4, { addresses, devices }),
    default_ipv6: defaultRoute(report, 6, { addresses, devices }),
  };
}

type Values = ReadonlyMap<string, string>;

function interfaceOf(name: string, values: Values, addresses: readonly Address[]): Record<string, unknown> {
  const flags = Number(values.get('flags') ?? 0);
  const own = addresses.filter(({ family }) => family === 4);
  const [first, ...others] = own.map(({ ipv4 }) => ipv4);
  const ipv6 = addresses.filter(({ family }) => family === 6);
  const type = values.has('bridge/bridge_id') ? 'bridge' : values.has('bonding/mode') ? 'bonding' : undefined;
  const mac = values.get('address');
  const speed = values.get('speed');
  return {
    device: name,
    active: (flags & IS_UP) !== 0,
    promisc: (flags & IS_PROMISCUOUS) !== 0,
    type: type ?? TYPES[values.get('type') ?? ''] ?? 'unknown',
    mtu: Number(values.get('mtu') ?? 0),
    ...(mac !== undefined && mac !== '00:00:00:00:00:00' && { macaddress: mac }),
    ...(speed !== undefined && { speed: Number(speed) }),
    ...(first && { ipv4: first }),
    ...(others.length > 0 && { ipv4_secondaries: others }),
    ...(ipv6.length > 0 && {
      ipv6: ipv6.map(({ address, prefix, scope }) => ({ address, prefix: String(prefix), scope })),
    }),
  };
}

function bridgeOf(report: SystemReport, name: string, values: Values): Record<string, unknown> {
  const ports = (report.sections.get('present') ?? []).flatMap(
    (path) => new RegExp(`^/sys/class/net/([^/]+)/brif/(.+)$`).exec(path)?.slice(1, 3) ?? [],
  );
  const members = ports.filter((_, index) => index % 2 === 1 && ports[index - 1] === name);
  const id = values.get('bridge/bridge_id');
  const slaves = values.get('bonding/slaves');
  if (id !== undefined) return { id, stp: values.get('bridge/stp_state') === '1', interfaces: members };
  return slaves === undefined
    ? {}
    : { slaves: slaves.split(' '), mode: values.get('bonding/mode')?.split(' ')[0] };
}

function defaultRoute(
  report: SystemReport,
  family: 4 | 6,
  known: { addresses: readonly Address[]; devices: ReadonlyMap<string, Values> },
): Record<string, unknown> {
  const isFamily = (line: string): boolean =>
    line.startsWith(family === 4 ? '8.8.8.8' : '2001:4860:4860::8888');
  const words = report.sections.get('routes')?.find(isFamily)?.split(/\s+/) ?? [];
  const after = (word: string): string | undefined =>
    words.includes(word) ? words[words.indexOf(word) + 1] : undefined;
  const name = after('dev');
  const address = after('src');
  // A route that refuses (`unreachable default dev lo`) is no way out.
  if (name === undefined || address === undefined || name === 'lo') return {};
  const values = known.devices.get(name);
  const own = known.addresses.find((each) => each.device === name && each.address === address);
  const gateway = after('via');
  return {
    address,
    interface: name,
    ...(gateway !== undefined && { gateway }),
    ...(family === 4
      ? { alias: name, ...own?.ipv4 }
      : own && { prefix: String(own.prefix), scope: own.scope }),
    macaddress: values?.get('address') ?? 'unknown',
    mtu: Number(values?.get('mtu') ?? 0),
    type: TYPES[values?.get('type') ?? ''] ?? 'unknown',
  };
}
