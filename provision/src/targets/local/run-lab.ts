import { join, relative } from 'node:path';

import type { CommandContext } from '../../commands/command.ts';
import type { Exchange } from '../../gateway/exchange.ts';
import type { Lab } from '../../lab/schema.ts';
import { stateFolderOf } from '../../lab/state-folder.ts';
import type { RouteTable } from '../../routing/table.ts';
import { describeLab } from './describe.ts';
import { exchangeLine } from './gateway-log.ts';
import { checkPorts, planPorts } from './ports.ts';
import { promisedBy } from './promised.ts';
import { openServiceLogs } from './service-logs.ts';
import { planServices } from './services.ts';
import { startServices } from './start-services.ts';
import type { Services } from './start-services.ts';
import { refuseSecondLab, removeState, writeState } from './state.ts';

/** A lab to run: values that have been checked. */
export interface LocalLab {
  readonly lab: Lab;
  readonly table: RouteTable;
  /** Undefined: none is started beside the lab. */
  readonly prometheus: LocalPrometheus | undefined;
  readonly host: string;
  readonly port: number;
  readonly random: () => number;
}

/** Prometheus beside the lab: the path of the program, and its file of rules. */
export interface LocalPrometheus {
  readonly program: string;
  readonly rules: string;
}

/**
 * Opens the lab and keeps it open until `context.stop`; then ends it from the outside in: the gateway, the apps, their
 * ways to the models, the models. Whatever happens, nothing is left behind.
 *
 * @throws {LabError} when a port cannot be had or a service does not start
 */
export async function runLab(local: LocalLab, context: CommandContext): Promise<'stopped' | 'interrupted'> {
  const { lab, table, prometheus, host, random } = local;
  const { output, stop, root } = context;
  const directory = stateFolderOf(root, lab);
  const ports = planPorts(local.port, Object.keys(lab.releases), {
    hasPrometheus: prometheus !== undefined,
  });
  await refuseSecondLab(directory);
  await checkPorts(ports, host);

  await using resources = new AsyncDisposableStack();
  const plans = planServices(lab, { root, host, ports });
  const names = plans.map(({ name }) => name);
  const logs = openServiceLogs(
    join(directory, 'logs'),
    prometheus ? [...names, 'prometheus'] : names,
    output,
  );
  resources.defer(() => logs.close());
  const services = startServices(plans, { context, directory, logs });
  const { endpoints } = services;
  const stopApps = () => services.stop('app');
  resources.defer(() => services.stop('model-service'));
  resources.defer(stopApps);
  const onExchange = (exchange: Exchange) =>
    logs.writeProxy(exchange.proxy, exchangeLine(exchange, new Date()));
  // Read while the services start, which takes longer.
  const { createProxies } = await import('./proxies.ts');
  const proxies = createProxies({ lab, table, endpoints, ports, host, random, onExchange });
  resources.defer(await proxies.openSidecars());
  // Once more, for they end before the ways that they use; what has ended does not mind.
  resources.defer(stopApps);

  const aborted = whenAborted(stop);
  const isReady = await Promise.race([services.allReady.then(() => true), aborted.then(() => false)]);
  output.progress(undefined);
  if (!isReady) return 'interrupted';

  resources.defer(await proxies.openGateway());
  if (prometheus && ports.prometheus !== undefined) {
    const { startPrometheus } = await import('./prometheus/start-prometheus.ts');
    const { metrics: metricsPort, prometheus: port } = ports;
    const scrape = { namespace: lab.namespace, services: plans, host, metricsPort, port };
    const place = join(directory, 'local', 'prometheus');
    resources.defer(await startPrometheus({ ...prometheus, context, directory: place, scrape, logs }));
  }
  const promised = promisedBy(table);
  const startedAt = new Date().toISOString();
  const { gateway: port, metrics: metricsPort } = ports;
  const found = ports.prometheus === undefined ? null : { port: ports.prometheus };
  await writeState(directory, {
    pid: process.pid,
    host,
    port,
    metricsPort,
    startedAt,
    promised,
    prometheus: found,
  });
  resources.defer(() => removeState(directory));
  const logDirectory = relative(context.currentDirectory, logs.directory) || '.';
  const remarks = remarksOf(lab, services);
  // The clock began with the process: that is what whoever waits has seen of it.
  const durationMs = performance.now();
  output.print(
    describeLab({ host, ports, services: plans, remarks, table, promised, logDirectory, durationMs }),
  );
  logs.setShown('all');
  await aborted;
  logs.setShown('problems');
  output.note('lab: stopping; what is in flight is answered first (Ctrl-C again ends at once)\n');
  return 'stopped';
}

function remarksOf({ releases }: Lab, services: Services): ReadonlyMap<string, string> {
  const withProcess = (name: string, remark: string) =>
    [name, `${remark}, process ${services.pidOf(name) ?? '?'}`] as const;
  return new Map(
    Object.entries(releases).flatMap(([release, { model }]) => [
      withProcess(`app-${release}`, 'the page'),
      withProcess(`model-service-${release}`, `the model ${model}`),
    ]),
  );
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
