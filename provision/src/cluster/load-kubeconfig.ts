import { readFile } from 'node:fs/promises';
import type { Agent } from 'node:http';

import type { KubeConfig } from '@kubernetes/client-node';
import { newClusters, newContexts, newUsers } from '@kubernetes/client-node/dist/config_types.js';
import { parse } from 'yaml';
import { z } from 'zod';

import type { ClusterAccess } from '../modules/cluster.ts';
import { ClusterError } from './cluster-error.ts';
import { isPlain, packageCredentials, plainCredentials } from './credentials.ts';
import type { Credentials } from './credentials.ts';
import { once } from './once.ts';

/** Where a kubeconfig points: the server's address, and what every request to it needs. */
export interface Endpoint {
  readonly file: string;
  /** E.g. `https://192.168.56.110:6443`. */
  readonly server: string;
  /** Of the context, for objects that name none. */
  readonly namespace: string;
  /** For one request; kept, and the same agent for all of them. @throws {ClusterError} where they are not to be had */
  readonly credentials: () => Promise<Credentials>;
  /** The kubeconfig as the package reads it, for those parts of it that ask themselves. */
  readonly config: () => Promise<KubeConfig>;
  /** Ends the connections that were kept open. */
  readonly close: () => void;
}

const Kubeconfig = z.object({
  'current-context': z.string().optional(),
  clusters: z.unknown(),
  users: z.unknown(),
  contexts: z.unknown(),
});

/**
 * Reads a kubeconfig with everything that it may say: certificates, tokens, programs that are asked for one, proxies.
 * @throws {ClusterError} for a file that is not there or not understood, and for a context that it does not have
 */
export async function loadKubeconfig({
  kubeconfig: file,
  context,
}: ClusterAccess & { kubeconfig: string }): Promise<Endpoint> {
  const text = await readText(file);
  const { clusters, users, contexts, current } = understand(text, file);
  const wanted = context ?? current;
  const found = contexts.find(({ name }) => name === wanted);
  const cluster = clusters.find(({ name }) => name === found?.cluster);
  if (found === undefined || cluster === undefined) {
    const names = contexts.map(({ name }) => name).join(', ');
    throw new ClusterError(`${file} has no context ${JSON.stringify(wanted)} with a cluster`, {
      hint: names === '' ? 'it has none at all' : `it has: ${names}`,
    });
  }
  const user = users.find(({ name }) => name === found.user) ?? { name: '' };
  const config = once(() => packageConfig(file, found.name));
  // The package takes a third of a second to import. Only what it alone can do is worth that.
  const plain = isPlain(cluster, user) ? once(() => plainCredentials(file, cluster, user)) : undefined;
  const credentials = plain ?? (async () => packageCredentials(await config()));
  const agents = new Set<Agent>();
  return {
    file,
    server: cluster.server,
    namespace: found.namespace ?? 'default',
    config,
    credentials: async () => {
      try {
        const made = await credentials();
        agents.add(made.agent);
        return made;
      } catch (cause) {
        const reason = (cause as Error).message;
        throw new ClusterError(`the credentials in ${file} cannot be had: ${reason}`, { cause });
      }
    },
    close: () => {
      for (const agent of agents) agent.destroy();
    },
  };
}

function understand(text: string, file: string) {
  try {
    const read = Kubeconfig.parse(parse(text));
    return {
      clusters: newClusters(read.clusters),
      users: newUsers(read.users),
      contexts: newContexts(read.contexts),
      current: read['current-context'] ?? '',
    };
  } catch (cause) {
    throw new ClusterError(`${file} is no kubeconfig: ${(cause as Error).message}`, { cause });
  }
}

async function packageConfig(file: string, context: string): Promise<KubeConfig> {
  const { KubeConfig: Config } = await import('@kubernetes/client-node/dist/config.js');
  const config = new Config();
  config.loadFromFile(file);
  config.setCurrentContext(context);
  return config;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    const { code = '' } = cause as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`;
    throw new ClusterError(`the kubeconfig ${file} ${why}`, {
      cause,
      hint: 'playbooks/cluster.yml writes it, npm run provision runs it; for another cluster name its own with `kubeconfig`',
    });
  }
}
