import type { RouteTable } from '../../routing/table.ts';
import type { Exchange } from '../exchange.ts';
import { startGateway } from '../start-gateway.ts';
import type { Gateway, GatewayStart } from '../start-gateway.ts';
import { EndpointRegistry } from '../upstream/endpoint-registry.ts';
import { ManualClock } from './manual-clock.ts';
import type { TestService } from './test-service.ts';

/** A gateway of a test; dispose of it to stop it. */
export interface TestGateway extends AsyncDisposable {
  readonly gateway: Gateway;
  readonly url: string;
  readonly endpoints: EndpointRegistry;
  /** What was reported, in order. */
  readonly exchanges: readonly Exchange[];
}

/** Starts a gateway on a free port of the loopback interface, before these services. */
export async function testGateway(
  table: RouteTable,
  services: readonly TestService[],
  options: Partial<GatewayStart> = {},
): Promise<TestGateway> {
  const endpoints = registryOf(services);
  const exchanges: Exchange[] = [];
  const gateway = await startGateway({
    table,
    endpoints,
    host: '127.0.0.1',
    port: 0,
    onExchange: (exchange) => exchanges.push(exchange),
    ...options,
  });
  return {
    gateway,
    url: gateway.url,
    endpoints,
    exchanges,
    [Symbol.asyncDispose]: async () => {
      const closed = gateway.close({ idleMs: 0, deadlineMs: 0 });
      // A clock that stands still would wait for ever.
      if (options.clock instanceof ManualClock) options.clock.advance(0);
      await closed;
    },
  };
}

/** A registry that holds these services. */
export function registryOf(services: readonly TestService[]): EndpointRegistry {
  const endpoints = new EndpointRegistry();
  for (const { endpoint } of services) endpoints.set(`${endpoint.host}:${endpoint.port}`, endpoint);
  return endpoints;
}
