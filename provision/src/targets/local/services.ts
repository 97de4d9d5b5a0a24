import { join } from 'node:path';

import type { Lab } from '../../lab/schema.ts';
import type { PortPlan } from './ports.ts';

/** One process of the lab: what it is, where it listens, how it is started. */
export interface ServicePlan {
  /** `app-v1`: its log file's name, and its name in messages. */
  readonly name: string;
  /** What a pod of it carries, so that manifests find it. */
  readonly labels: { readonly app: string; readonly version: string };
  readonly host: string;
  readonly port: number;
  /** The file that Node runs. */
  readonly entry: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** What the services of a lab are made from. */
export interface ServiceSources {
  readonly root: string;
  readonly host: string;
  readonly ports: PortPlan;
}

/** Where a release's model lies. */
export function modelDirectory(root: string, model: string): string {
  return join(root, 'model-service', 'models', model);
}

/** Every release's model-service and app, as processes. */
export function planServices(
  lab: Pick<Lab, 'releases'>,
  { root, host, ports }: ServiceSources,
): readonly ServicePlan[] {
  const releases = Object.entries(lab.releases);
  // No delay before a service stops accepting: here its callers see the refusal, and wait for the next instance.
  const shared = { HOST: host, DRAIN_DELAY_SECONDS: '0' };
  const modelServices = releases.map(([release, { model }]) => {
    const port = portOf(ports.modelServices, release);
    return {
      name: `model-service-${release}`,
      labels: { app: 'model-service', version: release },
      host,
      port,
      entry: join(root, 'model-service', 'src', 'main.ts'),
      environment: {
        ...shared,
        MODEL_SERVICE_PORT: String(port),
        MODEL_SERVICE_RELEASE: release,
        MODEL_DIR: modelDirectory(root, model),
      },
    };
  });
  const apps = releases.map(([release]) => {
    const port = portOf(ports.apps, release);
    return {
      name: `app-${release}`,
      labels: { app: 'app', version: release },
      host,
      port,
      entry: join(root, 'app', 'src', 'main.ts'),
      environment: {
        ...shared,
        PORT: String(port),
        APP_RELEASE: release,
        MODEL_SERVICE_URL: urlOf(host, portOf(ports.sidecars, release)),
      },
    };
  });
  return [...modelServices, ...apps];
}

/** The address under which this machine reaches what binds a host: a wildcard is reached on loopback. */
export function reachableHost(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  return host === '::' ? '::1' : host;
}

/** An http address; IPv6 in brackets. */
export function urlOf(host: string, port: number): string {
  const reachable = reachableHost(host);
  return `http://${reachable.includes(':') ? `[${reachable}]` : reachable}:${port}`;
}

function portOf(ports: ReadonlyMap<string, number>, release: string): number {
  const port = ports.get(release);
  if (port === undefined) throw new RangeError(`no port is planned for release ${release}`);
  return port;
}
