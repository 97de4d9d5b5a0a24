import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import type { CommandContext } from '../../commands/command.ts';
import { openLogFile } from './log-file.ts';
import type { LogFile } from './log-file.ts';
import { probe, waitUntilReady } from './readiness.ts';
import { runProcess } from './run-process.ts';
import { createScreen } from './screen.ts';
import type { Screen } from './screen.ts';
import type { ServicePlan } from './services.ts';
import { ServiceError } from './service-error.ts';
import { supervise } from './supervise.ts';
import type { ServiceEvent, SupervisorEffects } from './supervise.ts';

/** The running services of a lab. */
export interface Services {
  /** Rejects with a `ServiceError` as soon as one of them cannot be started. */
  readonly allReady: Promise<void>;
  readonly screen: Screen;
  readonly logDirectory: string;
  /** A line of a proxy, for the gateway's log; those of the sidecars are not shown, the services show the same. */
  logProxy(proxy: string, line: string): void;
  /** Ends all services of a kind, side by side, and comes back when they are gone. */
  stop(app: string): Promise<void>;
  /** Closes the log files. */
  close(): void;
}

export interface StartServicesOptions {
  readonly context: CommandContext;
  /** The state folder: logs and caches go below it. */
  readonly directory: string;
  readonly onReady: (name: string) => void;
  readonly onEvent: (plan: ServicePlan, event: ServiceEvent) => void;
  readonly setUp: (plan: ServicePlan, isUp: boolean) => void;
}

/** A service that has not become ready by then is not waited for any longer. */
const READY_TIMEOUT_MS = 60_000;
/** How many of its last lines are shown of a service that did not start. */
const LAST_LINES = 5;

const GATEWAY = 'gateway';

/** Starts every service as a process and keeps it running. The caller stops them. @throws {FileError} */
export function startServices(plans: readonly ServicePlan[], options: StartServicesOptions): Services {
  const { context, directory } = options;
  const logDirectory = join(directory, 'logs');
  const names = [GATEWAY, ...plans.map(({ name }) => name)];
  const logs = new Map(names.map((name) => [name, openLogFile(logDirectory, name)] as const));
  const nameWidth = Math.max(...names.map((name) => name.length));
  const screen = createScreen(context.output, Date.now, nameWidth);
  const lastLines = new Map<string, readonly string[]>();
  // Node keeps what it has compiled beside our logs, so that the second start is faster than the first.
  const environment = { NODE_COMPILE_CACHE: join(directory, 'cache', 'node'), ...context.environment };
  const log = (name: string, line: string) => {
    logs.get(name)?.write(line);
    screen.show(name, line);
  };
  const nowMs = () => performance.now();
  const effects: SupervisorEffects = {
    start: (plan) =>
      runProcess(plan, {
        environment,
        onLine: (line) => {
          lastLines.set(plan.name, [...(lastLines.get(plan.name) ?? []), line].slice(-LAST_LINES));
          log(plan.name, line);
        },
      }),
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
      if (event.kind === 'ready' && !event.isRestart) options.onReady(plan.name);
      options.onEvent(plan, event);
    },
    setUp: options.setUp,
  };
  const supervised = plans.map((plan) => supervise(plan, effects));
  context.kill.addEventListener('abort', () => supervised.forEach((service) => service.kill()), {
    once: true,
  });
  const ready = supervised.map(({ plan, firstReady }) =>
    firstReady.catch((error: unknown) => {
      throw withLastLines(error, plan, { log: logs.get(plan.name), lines: lastLines.get(plan.name) ?? [] });
    }),
  );
  const allReady = Promise.all(ready).then(() => undefined);
  // Whoever starts the lab awaits it, unless something else goes wrong before.
  allReady.catch(() => {});
  return {
    allReady,
    screen,
    logDirectory,
    logProxy: (proxy, line) => {
      logs.get(GATEWAY)?.write(line);
      if (proxy === GATEWAY) screen.show(GATEWAY, line);
    },
    async stop(app) {
      const own = supervised.filter(({ plan }) => plan.labels.app === app);
      await Promise.all(own.map((service) => service.stop()));
    },
    close: () => logs.forEach((file) => file.close()),
  };
}

function withLastLines(
  error: unknown,
  plan: ServicePlan,
  { log, lines }: { readonly log: LogFile | undefined; readonly lines: readonly string[] },
): unknown {
  if (!(error instanceof ServiceError)) return error;
  const tail =
    lines.length === 0 ? '' : `Its last lines:\n${lines.map((line) => `    ${line}`).join('\n')}\n  `;
  return new ServiceError(plan.name, error.message, {
    cause: error,
    hint: `${tail}The whole log: ${log?.path ?? ''}`,
  });
}

function ignoreAbort(error: unknown): void {
  if ((error as Error).name !== 'AbortError') throw error;
}
