import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { stringify } from 'yaml';

/** A request as the double got it. */
export interface SeenRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly type: string | undefined;
  readonly body: unknown;
  readonly authorization: string | undefined;
}

/** What the double answers. Undefined: the connection is cut without an answer. */
export type DoubleAnswer =
  | { readonly status?: number; readonly body: unknown; readonly headers?: Readonly<Record<string, string>> }
  | undefined;

/** An HTTP server on the loopback that stands for an API server where only our side of it is looked at. */
export interface ApiDouble extends AsyncDisposable {
  readonly kubeconfig: string;
  readonly seen: readonly SeenRequest[];
  /** Connections that were ever made to it. */
  readonly connections: () => number;
  /** Kinds that it serves besides `v1/ConfigMap`, `v1/Pod` and `v1/Node`. */
  readonly served: Map<string, readonly DiscoveredKind[]>;
}

interface DiscoveredKind {
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
}

const CORE: readonly DiscoveredKind[] = [
  { kind: 'ConfigMap', plural: 'configmaps', isNamespaced: true },
  { kind: 'Pod', plural: 'pods', isNamespaced: true },
  { kind: 'Node', plural: 'nodes', isNamespaced: false },
];

/** Starts one; it answers discovery by itself, and everything else as it is told. */
export async function startApiDouble(answer: (request: SeenRequest) => DoubleAnswer): Promise<ApiDouble> {
  const seen: SeenRequest[] = [];
  const served: ApiDouble['served'] = new Map([['v1', CORE]]);
  let connections = 0;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString('utf8');
      const { method = '', url: path = '', headers } = incoming;
      const body: unknown = text === '' ? undefined : JSON.parse(text);
      const { authorization } = headers;
      const request = { method, path, type: headers['content-type'], body, authorization };
      seen.push(request);
      const isDiscovery = path === '/api' || path === '/apis';
      const given = isDiscovery ? { body: discoveryOf(served, path) } : answer(request);
      if (given === undefined) {
        incoming.socket.destroy();
        return;
      }
      response.writeHead(given.status ?? 200, { 'content-type': 'application/json', ...given.headers });
      response.end(typeof given.body === 'string' ? given.body : JSON.stringify(given.body));
    });
  }).on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const folder = await mkdtemp(join(tmpdir(), 'api-double-'));
  const kubeconfig = join(folder, 'kubeconfig');
  await writeFile(kubeconfig, kubeconfigFor(`http://127.0.0.1:${port}`));
  return {
    kubeconfig,
    seen,
    served,
    connections: () => connections,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await rm(folder, { recursive: true });
    },
  };
}

/** A kubeconfig for a server without TLS: the context `here`, `there` with a namespace, `program` with a token of a program. */
export function kubeconfigFor(server: string): string {
  return stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'c', cluster: { server, 'insecure-skip-tls-verify': true } }],
    users: [
      { name: 'u', user: { token: 'secret' } },
      { name: 'p', user: { exec: PROGRAM } },
    ],
    contexts: [
      { name: 'here', context: { cluster: 'c', user: 'u' } },
      { name: 'there', context: { cluster: 'c', user: 'u', namespace: 'there' } },
      { name: 'program', context: { cluster: 'c', user: 'p' } },
    ],
    'current-context': 'here',
  });
}

const CREDENTIAL = 'client.authentication.k8s.io/v1';
const PROGRAM = {
  apiVersion: CREDENTIAL,
  command: 'echo',
  args: [
    JSON.stringify({ apiVersion: CREDENTIAL, kind: 'ExecCredential', status: { token: 'of a program' } }),
  ],
};

function discoveryOf(served: ApiDouble['served'], path: string): unknown {
  const versions = [...served].filter(([apiVersion]) => apiVersion.includes('/') === (path === '/apis'));
  return {
    kind: 'APIGroupDiscoveryList',
    items: versions.map(([apiVersion, kinds]) => {
      const [version = '', group] = apiVersion.split('/').toReversed();
      const resources = kinds.map(({ kind, plural, isNamespaced }) => ({
        resource: plural,
        responseKind: { kind },
        scope: isNamespaced ? 'Namespaced' : 'Cluster',
        verbs: ['list'],
      }));
      return { metadata: { name: group }, versions: [{ version, resources }] };
    }),
  };
}
