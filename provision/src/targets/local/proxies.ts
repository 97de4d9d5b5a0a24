import type { Exchange } from '../../gateway/exchange.ts';
import { createMeshMetrics } from '../../gateway/metrics/mesh-metrics.ts';
import { startGateway } from '../../gateway/start-gateway.ts';
import type { ProxyStart } from '../../gateway/start-gateway.ts';
import { startSidecar } from '../../gateway/start-sidecar.ts';
import type { Lab } from '../../lab/schema.ts';
import type { RouteTable } from '../../routing/table.ts';
import { PortError } from './ports.ts';
import type { PortPlan } from './ports.ts';

/** What the proxies of a lab are made from. */
export interface ProxiesOptions extends Pick<ProxyStart, 'table' | 'endpoints' | 'host' | 'random'> {
  readonly lab: Pick<Lab, 'namespace' | 'app'>;
  readonly ports: PortPlan;
  readonly onExchange: (exchange: Exchange) => void;
}

/** Comes back when a proxy has answered what it had and its port is closed. */
export type CloseProxy = () => Promise<void>;

/** The proxies of a lab, which share their metrics. */
export interface Proxies {
  /** Each app's way to its model-service. */
  openSidecars(): Promise<CloseProxy>;
  openGateway(): Promise<CloseProxy>;
}

/** Prepares the proxies; nothing listens yet. */
export function createProxies(options: ProxiesOptions): Proxies {
  const { lab, ports, table, host } = options;
  const shared = { ...options, metrics: createMeshMetrics() };
  const service = `model-service.${lab.namespace}.svc.cluster.local`;
  return {
    async openSidecars() {
      const sidecars = await Promise.all(
        [...ports.sidecars].map(([version, port]) =>
          startSidecar({ ...shared, port, service, sourceLabels: { app: 'app', version } }).catch(
            portError(port, host),
          ),
        ),
      );
      return async () => {
        // The apps, which are the only ones that ask, have ended by now.
        await Promise.all(sidecars.map((sidecar) => sidecar.close({ idleMs: 0 })));
      };
    },
    async openGateway() {
      const { gateway: port, metrics: metricsPort } = ports;
      const aliases = aliasesOf(table, lab.app.host);
      const gateway = await startGateway({ ...shared, port, metricsPort, aliases }).catch(
        portError(port, host),
      );
      return () => gateway.close();
    },
  };
}

/** The names of this machine for the host that the manifests serve, so that no entry in /etc/hosts is needed. */
function aliasesOf(table: RouteTable, appHost: string): Readonly<Record<string, string>> {
  const hosts = table.gateways.flatMap(({ hosts: own }) => own).filter((name) => !name.includes('*'));
  const host = hosts.includes(appHost) ? appHost : hosts[0];
  return host === undefined ? {} : { localhost: host, '127.0.0.1': host };
}

/** Ports were looked at before; between then and now another program may have taken one. */
function portError(port: number, host: string): (cause: unknown) => never {
  return (cause) => {
    throw new PortError(
      port,
      `port ${port} cannot be opened on ${host}: ${(cause as Error).message}`,
      'Try again.',
    );
  };
}
