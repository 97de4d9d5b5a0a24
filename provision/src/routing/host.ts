const CLUSTER_DOMAIN = 'cluster.local';

/** The host of a service in full. A short name (no dot) means a service of the namespace that the rule is in. */
export function qualifyHost(host: string, namespace: string): string {
  return host.includes('.') ? host : `${host}.${namespace}.svc.${CLUSTER_DOMAIN}`;
}

/** Name and namespace of a service from its host in full; undefined for any other host. */
export function serviceOf(host: string): { readonly name: string; readonly namespace: string } | undefined {
  const [, name, namespace] = /^([^.]+)\.([^.]+)\.svc\.cluster\.local$/.exec(host) ?? [];
  return name === undefined || namespace === undefined ? undefined : { name, namespace };
}

/** Whether a host lies within a pattern of a Gateway: the same host, `*`, `*.domain`, with `namespace/` or `.` before it. */
export function isHostWithin(host: string, pattern: string, namespaces: HostNamespaces): boolean {
  const [owner, plain] = pattern.includes('/') ? (pattern.split('/', 2) as [string, string]) : ['*', pattern];
  if (owner === '.' ? namespaces.gateway !== namespaces.host : owner !== '*' && owner !== namespaces.host)
    return false;
  if (plain === '*' || plain === host) return true;
  return plain.startsWith('*.') && (host.endsWith(plain.slice(1)) || host === plain);
}

/** The namespaces of a Gateway and of what wants to be reached through it. */
export interface HostNamespaces {
  readonly gateway: string;
  readonly host: string;
}
