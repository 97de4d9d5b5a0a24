import { isIP } from 'node:net';

/**
 * The address that a request counts as coming from: that of the connection, or, with `trustedHops` proxies of ours
 * before us, what the outermost of them wrote into x-forwarded-for: so many from the right. Where that is missing
 * or is no address, the connection's again: whoever came around the proxies is not believed.
 */
export function clientAddress(peer: string, forwardedFor: string | undefined, trustedHops: number): string {
  const own = plainAddress(peer);
  if (trustedHops === 0 || forwardedFor === undefined) return own;
  const claimed = forwardedFor.split(',').at(-trustedHops)?.trim() ?? '';
  return forwardedFor.split(',').length >= trustedHops && isIP(claimed) !== 0 ? claimed : own;
}

/** An IPv4 address that a dual-stack socket wrote as IPv6, in its own form; any other address as it is. */
export function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/, '');
}
