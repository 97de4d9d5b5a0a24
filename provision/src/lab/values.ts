import { isIP } from 'node:net';

import { z } from 'zod';

/** RFC 1123 label: what Kubernetes takes as the name of a namespace, a subset, a Service. */
export const DnsLabel = z
  .string()
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/,
    'expected lower-case letters, digits and `-` in between, at most 63',
  );

/** A host name of DNS labels. */
export const HostName = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?(\.[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?)*$/,
    'expected a host name: lower-case labels with dots between',
  );

/** RFC 9110 token, lower case, as HTTP/2 and Envoy write header names. */
export const HeaderName = z
  .string()
  .regex(/^[a-z0-9!#$%&'*+.^_`|~-]+$/, 'expected the name of a header, in lower case');

/** RFC 6265 cookie-name. */
export const CookieName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]+$/, 'expected the name of a cookie: no spaces, no `=` or `;`');

/** RFC 6265 path-value. */
export const CookiePath = z
  .string()
  .regex(/^\/[\u0021-\u003a\u003c-\u007e]*$/, 'expected a path that begins with `/`, without spaces or `;`');

/** A path of a request, where a final `*` stands for anything. */
export const PathPattern = z
  .string()
  .regex(/^\/[\w.~!$&'()+,;=:@%/-]*\*?$/, 'expected a path that begins with `/`, with `*` only at the end');

/** A duration as Istio writes it, longer than nothing. */
export const Duration = z
  .string('expected a time such as 500ms, 10s or 2m')
  .regex(/^(?!0+(\.0+)?[a-z])\d+(\.\d+)?(ms|s|m|h)$/, 'expected a time such as 500ms, 10s or 2m');

/** Envoy asks that a client's interval be a multiple of the whole gateway's, which is one second. */
export const WholeSeconds = z
  .string('expected whole seconds such as 30s')
  .regex(/^[1-9]\d{0,5}s$/, 'expected whole seconds such as 30s');

export const Port = z.int().min(1).max(65_535);

export const ListenHost = z
  .string()
  .refine(
    (host) => host === 'localhost' || isIP(host) !== 0,
    'expected an IP address of this machine, or localhost',
  );

/** An IPv4 address. */
export const Ipv4 = z.ipv4('expected an IPv4 address such as 192.168.56.110');

/** A path on a machine. */
export const AbsolutePath = z.string().regex(/^\/[^\0]*$/, 'expected a path that begins with `/`');

/** A duration of lab.yml in milliseconds. */
export function durationMs(duration: string): number {
  const [, amount = '', unit = ''] = /^([\d.]+)(\D+)$/.exec(duration) ?? [];
  return Number(amount) * (MILLISECONDS[unit] ?? Number.NaN);
}

const MILLISECONDS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };
