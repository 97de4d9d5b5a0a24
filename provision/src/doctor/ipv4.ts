/** The address as a number, e.g. 192.168.56.110. */
export function toNumber(address: string): number {
  return address.split('.').reduce((sum, part) => sum * 256 + Number(part), 0);
}

/** Whether a network such as 192.168.56.0/21 has the address. */
export function contains(cidr: string, address: string): boolean {
  const [network = '', prefix = '32'] = cidr.split('/');
  const size = 2 ** (32 - Number(prefix));
  return Math.floor(toNumber(network) / size) === Math.floor(toNumber(address) / size);
}
