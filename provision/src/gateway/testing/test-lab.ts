import { Agent } from 'node:http';

import type { RouteTable } from '../../routing/table.ts';
import { createMeshMetrics } from '../metrics/mesh-metrics.ts';
import { startSidecar } from '../start-sidecar.ts';
import type { GatewayStart } from '../start-gateway.ts';
import { ask } from './ask.ts';
import type { Asking, Told } from './ask.ts';
import { registryOf, testGateway } from './test-gateway.ts';
import type { TestGateway } from './test-gateway.ts';
import { testService } from './test-service.ts';

const VERSIONS = ['v1', 'v2'];

/** A lab of stand-ins: two apps that ask their model-service through their sidecars, behind the gateway. */
export interface TestLab extends TestGateway {
  /** Asks the gateway, on kept connections. */
  readonly visit: (path: string, asking?: Asking) => Promise<Told>;
}

/** Starts a lab; dispose of it to stop it. An answer of an app is `v1 v1`: its own version and that of model-service. */
export async function testLab(
  table: RouteTable,
  options: Partial<GatewayStart> = {},
  namespace = 'lab',
): Promise<TestLab> {
  const stack = new AsyncDisposableStack();
  const agent = stack.adopt(new Agent({ keepAlive: true, maxSockets: 32 }), (each) => each.destroy());
  const metrics = createMeshMetrics();
  const models = await Promise.all(VERSIONS.map((version) => testService({ app: 'model-service', version })));
  for (const model of models) stack.use(model);
  const apps = await Promise.all(
    VERSIONS.map(async (version) => {
      const sidecar = await startSidecar({
        ...options,
        table,
        metrics,
        host: '127.0.0.1',
        port: 0,
        endpoints: registryOf(models),
        sourceLabels: { app: 'app', version },
        service: `model-service.${namespace}.svc.cluster.local`,
      });
      stack.defer(() => sidecar.close({ idleMs: 0, deadlineMs: 0 }));
      const askModel = (body: string) => ask(sidecar.url, '/predict', { method: 'POST', body, agent });
      return testService({ app: 'app', version }, (_request, response) => {
        void askModel('{}').then(({ status, body }) =>
          response.end(`${version} ${status === 200 ? body : status}`),
        );
      });
    }),
  );
  for (const app of apps) stack.use(app);
  const gateway = stack.use(await testGateway(table, apps, { metrics, ...options }));
  return {
    ...gateway,
    visit: (path, asking) => ask(gateway.url, path, { agent, ...asking }),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  };
}
