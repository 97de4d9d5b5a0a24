import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { CommandContext } from '../../commands/command.ts';
import { EndpointRegistry } from '../../gateway/upstream/endpoint-registry.ts';
import { eventText, showProgress } from './announce.ts';
import { probe, waitUntilReady } from './readiness.ts';
import { runProcess } from './run-process.ts';
import { ServiceError } from './service-error.ts';
import type { ServiceLogs } from './service-logs.ts';
import { reachableHost } from './services.ts';
import type { ServicePlan } from './services.ts';
import { supervise } from './supervise.ts';
import type { SupervisorEffects } from './supervise.ts';

/** The running services of a lab. */
export interface Services {
  /** Where they are, and whether requests may be sent there now. */
  readonly endpoints: EndpointRegistry;
  /** Rejects with a `ServiceError` as soon as one of them cannot be started. */
  readonly allReady: Promise<void>;
  /** The process that a service is now. */
  pidOf(name: string): number | undefined;
  /** Ends all services of a kind, side by side, and comes back when they are gone. Again: does nothing. */
  stop(app: string): Promise<void>;
}

/** What services are started with. */
export interface StartServicesOptions {
  readonly context: CommandContext;
  /** The state folder: caches go below it. */
  readonly directory: string;
  readonly logs: ServiceLogs;
}

/** A service that has not become ready by then is not waited for any longer. */
const READY_TIMEOUT_MS = 60_000;

/** Starts every service as a process, keeps it running, and says what happens to it. The caller stops them. */
export function startServices(plans: readonly ServicePlan[], options: StartServicesOptions): Services {
  const { context, directory, logs } = options;
  const { output } = context;
  const endpoints = new EndpointRegistry();
  const setUp = ({ name, labels, host, port }: ServicePlan, isUp: boolean) =>
    endpoints.set(name, { labels, host: reachableHost(host), port, isUp });
  for (const plan of plans) setUp(plan, false);
  const names = plans.map(({ name }) => name);
  const showReady = showProgress(output, names);
  const pids = new Map<string, number | undefined>();
  // Node keeps what it has compiled beside our logs, so that the second start is faster than the first.
  const environment = { NODE_COMPILE_CACHE: join(directory, 'cache', 'node'), ...context.environment };
  const nowMs = () => performance.now();
  const effects: SupervisorEffects = {
    start: (plan) => runProcess(plan, { environment, onLine: (line) => logs.write(plan.name, line) }),
    waitUntilReady: (plan, signal) =>
      waitUntilReady(() => probe(plan), {
        timeoutMs: READY_TIMEOUT_MS,
        signal,
        nowMs,
        wait: (ms) => wait(ms),
      }),
    wait: (ms, signal) => wait(ms, undefined, { signal }).catch(ignoreAbort),
    nowMs,
    report: (plan, event) => {
      if (event.kind === 'ready') pids.set(plan.name, event.pid);
      if (event.kind === 'ready' && !event.isRestart) showReady(plan.name);
      const text = eventText(plan, event);
      if (text !== undefined) output.note(`lab: ${text}\n`);
    },
    setUp,
  };
  const supervised = plans.map((plan) => supervise(plan, effects));
  context.kill.addEventListener('abort', () => supervised.forEach((service) => service.kill()), {
    once: true,
  });
  const allReady = allOf(supervised.map(({ firstReady }) => firstReady.catch(explainWith(logs))));
  return {
    endpoints,
    allReady,
    pidOf: (name) => pids.get(name),
    async stop(app) {
      const own = supervised.filter(({ plan }) => plan.labels.app === app);
      await Promise.all(own.map((service) => service.stop()));
    },
  };
}

/** Like `Promise.all`, but nothing is wrong when nobody waits: something else may have failed before. */
function allOf(promises: readonly Promise<void>[]): Promise<void> {
  const all = Promise.all(promises).then(() => undefined);
  all.catch(() => {});
  return all;
}

/** Adds what the service wrote last to the error. */
function explainWith(logs: ServiceLogs): (error: unknown) => never {
  return (error) => {
    if (!(error instanceof ServiceError)) throw error;
    const { service, message, hasEnded } = error;
    const lines = hasEnded ? logs.lastLines(service).map((line) => `    ${line}\n`) : [];
    const tail = lines.length === 0 ? '' : `Its last lines:\n${lines.join('')}  `;
    const hint = `${tail}The whole log: ${join(logs.directory, `${service}.log`)}`;
    throw new ServiceError(service, message, { hasEnded, cause: error, hint });
  };
}

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error;
}
