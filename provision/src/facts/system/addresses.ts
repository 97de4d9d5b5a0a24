/** An address of an interface. */
export interface Address {
  readonly device: string;
  readonly family: 4 | 6;
  readonly address: string;
  readonly prefix: number;
  readonly scope: string;
  readonly isLoopback: boolean;
  /** What the map of an interface says of it. */
  readonly ipv4: Readonly<Record<string, string>>;
}

/** Reads `ip -o addr show`: a line an address, e.g. `2: eth0    inet 10.0.2.15/24 brd 10.0.2.255 scope global eth0\ …`. */
export function addressesOf(lines: readonly string[]): readonly Address[] {
  return lines.flatMap((line) => {
    const [, device, kind, address, prefix] =
      /^\d+:\s+(\S+)\s+(inet6?)\s+([\da-fA-F.:]+)(?: peer \S+)?(?:\/(\d+))?/.exec(line) ?? [];
    if (device === undefined || address === undefined) return [];
    const family = kind === 'inet' ? 4 : 6;
    const bits = Number(prefix ?? (family === 4 ? 32 : 128));
    const broadcast = / brd (\S+)/.exec(line)?.[1] ?? '';
    const isLoopback = address.startsWith('127.') || address === '::1';
    const scope = / scope (\S+)/.exec(line)?.[1] ?? 'global';
    const ipv4 = family === 4 ? ipv4Of(address, bits, broadcast) : {};
    return [{ device, family, address, prefix: bits, scope, isLoopback, ipv4 }];
  });
}

function ipv4Of(address: string, prefix: number, broadcast: string): Readonly<Record<string, string>> {
  const octets = address.split('.').map(Number);
  const mask = [0, 8, 16, 24].map((start) => 256 - 2 ** (8 - Math.min(8, Math.max(0, prefix - start))));
  return {
    address,
    broadcast,
    netmask: mask.join('.'),
    network: octets.map((octet, index) => octet & (mask[index] ?? 0)).join('.'),
    prefix: String(prefix),
  };
}
