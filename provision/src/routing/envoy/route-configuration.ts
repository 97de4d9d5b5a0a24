import type { RouteTable } from '../table.ts';
import { viewOf } from '../view/proxy-view.ts';
import type { Proxy, VirtualHost } from '../view/proxy-view.ts';
import { envoyRoute } from './route.ts';

/**
 * Envoy's RouteConfigurations for a proxy, one a port, as istiod writes them; without what only observes
 * (`decorator`, `metadata`) and without the addresses of services, which only a cluster knows.
 */
export function envoyRouteConfigurations(table: RouteTable, proxy: Proxy): readonly object[] {
  const hosts = viewOf(table, proxy);
  const ports = [...new Set(hosts.map(({ port }) => port))];
  return ports.map((port) => ({
    name: proxy.kind === 'gateway' ? `http.${port}` : String(port),
    virtual_hosts: hosts.filter((each) => each.port === port).map((each) => virtualHost(each, table)),
    ignore_port_in_host_matching: true,
    max_direct_response_body_size_bytes: 1_048_576,
    validate_clusters: false,
  }));
}

function virtualHost({ host, port, domains, routes }: VirtualHost, table: RouteTable): object {
  return {
    name: `${host}:${port}`,
    domains,
    routes: routes.map((route) => envoyRoute(route, table)),
    include_request_attempt_count: true,
  };
}
