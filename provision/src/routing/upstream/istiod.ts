import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { envoyCluster } from '../envoy/cluster.ts';
import { envoyLocalRateLimit } from '../envoy/local-rate-limit.ts';
import { envoyRouteConfigurations } from '../envoy/route-configuration.ts';
import { parseRouting } from '../parse-routing.ts';
import type { RouteTable } from '../table.ts';
import { clustersOf } from '../view/cluster.ts';
import type { Proxy } from '../view/proxy-view.ts';
import { compare, without } from './fact.ts';
import type { Fact, Json } from './fact.ts';

// What istiod wrote, for whom, and from which manifests.
const SAMPLES: readonly { readonly file: string; readonly proxy: Proxy; readonly limit?: string }[] = [
  { file: 'gateway.json', proxy: { kind: 'gateway' } },
  { file: 'gateway-limit.json', proxy: { kind: 'gateway' }, limit: 'limit-gateway.yaml' },
  ...['v1', 'v2'].map((version) => ({
    file: `sidecar-app-${version}.json`,
    proxy: { kind: 'sidecar', labels: { app: 'app', version }, namespace: 'lab' } as const,
  })),
];

// Not compared, each with its reason.
const LEFT_OUT = {
  route: ['decorator', 'metadata'], // for traces and for who reads the dump
  cluster: [
    '@type',
    'alt_stat_name', // names a statistic
    'metadata',
    'connect_timeout', // the mesh's, not the manifests'
    'eds_cluster_config', // how Envoy learns of endpoints
  ],
  limit: ['@type', 'stat_prefix'],
};

interface Dump {
  readonly clusters: readonly Json[];
  readonly listeners: readonly unknown[];
  readonly routes: readonly (Json & { readonly virtual_hosts: readonly VirtualHostJson[] })[];
}

interface VirtualHostJson extends Json {
  readonly name: string;
  readonly domains: readonly string[];
  readonly routes: readonly Json[];
}

/** Everything that a real istiod wrote for sample manifests, compared with what we read in the same ones. */
export async function checkIstiod(directory: string): Promise<readonly Fact[]> {
  const facts: Fact[] = [];
  for (const { file, proxy, limit } of SAMPLES) {
    const names = ['workloads.yaml', 'routing.yaml', ...(limit === undefined ? [] : [limit])];
    const files = await Promise.all(
      names.map(async (name) => ({ file: name, text: await readFile(join(directory, name), 'utf8') })),
    );
    const { table, problems } = parseRouting(files, { target: 'mesh' });
    facts.push(...compare(`${file}: problems in ${names.join(', ')}`, [], problems));
    const dump = JSON.parse(await readFile(join(directory, file), 'utf8')) as Dump;
    facts.push(...compareRoutes(file, dump, envoyRouteConfigurations(table, proxy) as Dump['routes']));
    facts.push(...compareClusters(file, dump, table));
    facts.push(...compareLimit(file, dump, table));
  }
  return facts;
}

function compareRoutes(file: string, dump: Dump, ours: Dump['routes']): readonly Fact[] {
  const [theirs, own] = [dump.routes, ours].map((all) =>
    all.map((each) => without(each, ['@type', 'virtual_hosts'])),
  );
  const hosts = (all: Dump['routes']) => all.flatMap((each) => each.virtual_hosts);
  const byName = (all: readonly VirtualHostJson[]) =>
    Object.fromEntries(all.map((each) => [each.name, each]));
  const [theirHosts, ourHosts] = [byName(hosts(dump.routes).map(comparable)), byName(hosts(ours))];
  const names = [...new Set([...Object.keys(theirHosts), ...Object.keys(ourHosts)])];
  return [
    ...compare(`${file}: route configurations`, theirs, own),
    ...names.flatMap((name) => {
      const what = `${file}: ${name}`;
      const [their, our] = [theirHosts[name], ourHosts[name]];
      if (!their || !our) return compare(what, their, our);
      const routes = Math.max(their.routes.length, our.routes.length);
      return [
        ...compare(what, without(their, ['routes']), without(our, ['routes'])),
        ...compare(`${what}: number of routes`, their.routes.length, our.routes.length),
        ...Array.from({ length: routes }, (_, at) =>
          compare(`${what}: route ${at + 1}`, their.routes[at], our.routes[at], 2),
        ).flat(),
      ];
    }),
  ];
}

/** A virtual host without what only the cluster knows (addresses of services) or only an observer needs. */
function comparable(host: VirtualHostJson): VirtualHostJson {
  return {
    ...host,
    domains: host.domains.filter((domain) => !/^[\d.]+$/.test(domain)),
    routes: host.routes.map((route) => without(route, LEFT_OUT.route)),
  };
}

function compareClusters(file: string, dump: Dump, table: RouteTable): readonly Fact[] {
  const theirs = dump.clusters
    .filter(({ name }) => String(name).startsWith('outbound|'))
    .map((each) => without(each, LEFT_OUT.cluster));
  const ours = clustersOf(table).map((each) => envoyCluster(each) as Json);
  const byName = (all: readonly Json[]) => Object.fromEntries(all.map((each) => [each['name'], each]));
  return compare(`${file}: cluster`, byName(theirs), byName(ours), 2);
}

function compareLimit(file: string, dump: Dump, table: RouteTable): readonly Fact[] {
  const configurations = find(
    dump.listeners,
    (each) => each['name'] === 'envoy.filters.http.local_ratelimit',
  );
  const theirs = configurations.map(({ typed_config: config }) => {
    const {
      filter_enabled: enabled,
      filter_enforced: enforced,
      ...others
    } = without(config as Json, LEFT_OUT.limit);
    return {
      ...others,
      filter_enabled: without(enabled as Json, ['runtime_key']),
      filter_enforced: without(enforced as Json, ['runtime_key']),
    };
  });
  const ours = table.rateLimit ? [envoyLocalRateLimit(table.rateLimit)] : [];
  return [
    ...compare(`${file}: number of limits`, theirs.length, ours.length),
    ...(theirs.length > 0 ? compare(`${file}: limit`, theirs[0], ours[0]) : []),
  ];
}

/** Every object inside a value that fits. */
function find(value: unknown, fits: (object: Json) => boolean): readonly Json[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap((each: unknown) => find(each, fits));
  return !Array.isArray(value) && fits(value as Json) ? [value as Json, ...inside] : inside;
}
