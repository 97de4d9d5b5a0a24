/** The addresses of an IPv4 network, as numbers: `first` is its own, `last` that of its broadcasts. */
export interface Subnet {
  readonly first: number;
  readonly last: number;
  /** The length of its prefix, 0 to 32. */
  readonly prefix: number;
}

/** Reads a network such as 10.244.0.0/16, or the one in which an address such as 10.244.7.1/16 lies. */
export function readSubnet(text: string): Subnet {
  const [address = '', length = '32'] = text.split('/');
  const prefix = Number(length);
  const size = 2 ** (32 - prefix);
  const first = Math.floor(numberOf(address) / size) * size;
  return { first, last: first + size - 1, prefix };
}

/** Whether any address lies in both. */
export function isOverlapping(a: Subnet, b: Subnet): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** Whether a network such as 192.168.56.0/21 has the address. */
export function contains(network: string, address: string): boolean {
  return isOverlapping(readSubnet(network), readSubnet(address));
}

function numberOf(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}
