import { relative } from 'node:path';

import type { CommandContext } from '../../commands/command.ts';
import type { Lab } from '../../lab/schema.ts';
import type { Exchange } from '../../gateway/exchange.ts';
import { EndpointRegistry } from '../../gateway/upstream/endpoint-registry.ts';
import type { RouteTable } from '../../routing/table.ts';
import { eventText, showProgress } from './announce.ts';
import { describeLab } from './describe.ts';
import { exchangeLine } from './gateway-log.ts';
import { checkPorts, planPorts } from './ports.ts';
import { promisedBy } from './promised.ts';
import { createProxies } from './proxies.ts';
import { planServices, reachableHost } from './services.ts';
import type { ServicePlan } from './services.ts';
import { startServices } from './start-services.ts';
import { AlreadyRunningError, findRunningLab, removeState, stateDirectory, writeState } from './state.ts';

/** A lab to run: values that have been checked. */
export interface LocalLab {
  readonly lab: Lab;
  readonly table: RouteTable;
  readonly host: string;
  readonly port: number;
  readonly random: () => number;
}

/**
 * Opens the lab and keeps it open until `context.stop`; then ends it from the outside in: the gateway, the apps, their
 * ways to the models, the models. Whatever happens, nothing is left behind.
 *
 * @throws {LabError} when a port cannot be had or a service does not start
 */
export async function runLab(local: LocalLab, context: CommandContext): Promise<'stopped' | 'interrupted'> {
  const startMs = performance.now();
  const { lab, table, host, random } = local;
  const { output, stop } = context;
  const directory = stateDirectory(context.root, context.environment);
  const ports = planPorts(local.port, Object.keys(lab.releases));
  await refuseSecondLab(directory);
  await checkPorts(ports, host);

  await using resources = new AsyncDisposableStack();
  const plans = planServices(lab, { root: context.root, host, ports });
  const endpoints = new EndpointRegistry();
  const setUp = ({ name, labels, host: bound, port }: ServicePlan, isUp: boolean) =>
    endpoints.set(name, { labels, host: reachableHost(bound), port, isUp });
  for (const plan of plans) setUp(plan, false);
  const progress = showProgress(
    output,
    plans.map(({ name }) => name),
  );
  const services = startServices(plans, {
    context,
    directory,
    onReady: progress,
    onEvent: (plan, event) => {
      const text = eventText(plan, event);
      if (text !== undefined) output.note(`lab: ${text}\n`);
    },
    setUp,
  });
  resources.defer(() => services.close());
  resources.defer(() => services.stop('model-service'));
  const onExchange = (exchange: Exchange) =>
    services.logProxy(exchange.proxy, exchangeLine(exchange, new Date()));
  const proxies = createProxies({ lab, table, endpoints, ports, host, random, onExchange });
  resources.defer(await proxies.openSidecars());
  resources.defer(() => services.stop('app'));

  const aborted = whenAborted(stop);
  const isReady = await Promise.race([services.allReady.then(() => true), aborted.then(() => false)]);
  output.progress(undefined);
  if (!isReady) return 'interrupted';

  resources.defer(await proxies.openGateway());
  const promised = promisedBy(table);
  await writeState(directory, {
    pid: process.pid,
    host,
    port: ports.gateway,
    metricsPort: ports.metrics,
    startedAt: new Date().toISOString(),
    promised,
  });
  resources.defer(() => removeState(directory));
  services.screen.setTalkative(true);
  output.print(
    describeLab({
      host,
      ports,
      services: plans,
      purposes: purposesOf(lab),
      table,
      promised,
      logDirectory: relative(context.currentDirectory, services.logDirectory) || '.',
      durationMs: performance.now() - startMs,
    }),
  );
  await aborted;
  services.screen.setTalkative(false);
  output.note('lab: stopping; what is in flight is answered first (Ctrl-C again ends at once)\n');
  return 'stopped';
}

async function refuseSecondLab(directory: string): Promise<void> {
  const running = await findRunningLab(directory);
  if (!running) return;
  throw new AlreadyRunningError(
    `a lab runs already: http://localhost:${running.port} (process ${running.pid})`,
    {
      hint: 'Use that one, end it with Ctrl-C where it runs, or set LAB_STATE_DIR to another folder for a second one.',
    },
  );
}

function purposesOf({ releases }: Lab): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(releases).flatMap(([release, { model }]) => [
      [`app-${release}`, 'the page'] as const,
      [`model-service-${release}`, `model ${model}`] as const,
    ]),
  );
}

function whenAborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
