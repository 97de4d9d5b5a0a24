import { readFile } from 'node:fs/promises';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { RequestOptions } from 'node:https';
import { dirname, resolve } from 'node:path';

import type { KubeConfig } from '@kubernetes/client-node';
import type { Cluster, User } from '@kubernetes/client-node/dist/config_types.js';

/** What a request needs so that the API server lets it in. */
export interface Credentials {
  /** Holds the certificates, and the connections that stay open. */
  readonly agent: HttpAgent;
  readonly headers: Readonly<Record<string, string>>;
  /** `user:password` of HTTP's basic authentication. */
  readonly auth: string | undefined;
}

/** Requests at the same time; each has a connection of its own, which stays open for the next. */
const CONNECTIONS = { keepAlive: true, maxSockets: 12 };

/** Whether a kubeconfig says more than certificates, a token or a password: a program, a provider, a proxy. */
export function isPlain(cluster: Cluster, user: User): boolean {
  return !user.exec && !user.authProvider && !cluster.proxyUrl;
}

/** The credentials that stand in a kubeconfig, or in files that it names. @throws {Error} for a file that cannot be read */
export async function plainCredentials(file: string, cluster: Cluster, user: User): Promise<Credentials> {
  const read = async (path: string | undefined, data: string | undefined) => {
    if (path) return readFile(resolve(dirname(file), path));
    return data ? Buffer.from(data, 'base64') : undefined;
  };
  const [ca, cert, key] = await Promise.all([
    read(cluster.caFile, cluster.caData),
    read(user.certFile, user.certData),
    read(user.keyFile, user.keyData),
  ]);
  const tls = {
    ...CONNECTIONS,
    ...(ca && { ca }),
    ...(cert && { cert }),
    ...(key && { key }),
    ...(cluster.tlsServerName && { servername: cluster.tlsServerName }),
    ...(cluster.skipTLSVerify && { rejectUnauthorized: false }),
  };
  return {
    agent: cluster.server.startsWith('https:') ? new HttpsAgent(tls) : new HttpAgent(CONNECTIONS),
    headers: {
      ...(user.token && { authorization: `Bearer ${user.token.trim()}` }),
      ...(user.impersonateUser && { 'impersonate-user': user.impersonateUser }),
    },
    auth: user.username ? `${user.username}:${user.password ?? ''}` : undefined,
  };
}

/**
 * The credentials of any kubeconfig, as the package makes them: it asks the program or provider for a token, and keeps
 * that as long as it is good.
 */
export async function packageCredentials(config: KubeConfig): Promise<Credentials> {
  const headers: Record<string, string> = {};
  const options: RequestOptions = { headers };
  await config.applyToHTTPSOptions(options);
  const { agent } = options;
  if (typeof agent !== 'object') throw new Error('the package made no agent');
  return { agent: Object.assign(agent, CONNECTIONS), headers, auth: options.auth ?? undefined };
}
