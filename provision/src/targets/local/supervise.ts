import { NO_RESTARTS, nextRestart } from './back-off.ts';
import type { Readiness } from './readiness.ts';
import type { Exit, RunningProcess } from './run-process.ts';
import { ServiceError } from './service-error.ts';
import type { ServicePlan } from './services.ts';

/** What happens to a service that is watched. */
export type ServiceEvent =
  | {
      readonly kind: 'ready';
      readonly pid: number | undefined;
      readonly durationMs: number;
      readonly isRestart: boolean;
    }
  | { readonly kind: 'not-ready'; readonly reason: string }
  | { readonly kind: 'ended'; readonly exit: Exit; readonly delayMs: number };

/** How a watched service touches the world. */
export interface SupervisorEffects {
  readonly start: (plan: ServicePlan) => RunningProcess;
  readonly waitUntilReady: (plan: ServicePlan, signal: AbortSignal) => Promise<Readiness>;
  /** Comes back after the time, or at once when the signal is aborted. */
  readonly wait: (delayMs: number, signal: AbortSignal) => Promise<void>;
  readonly nowMs: () => number;
  readonly report: (plan: ServicePlan, event: ServiceEvent) => void;
  /** Told when requests may be sent to the service, and when no longer. */
  readonly setUp: (plan: ServicePlan, isUp: boolean) => void;
}

/** A service that is kept running until it is stopped. */
export interface Supervised {
  readonly plan: ServicePlan;
  /** Rejects with a `ServiceError` when the service ends, or stays unready, before it was ever ready. */
  readonly firstReady: Promise<void>;
  /** Lets it answer what it has and end; comes back when it is gone. */
  stop(): Promise<void>;
  /** Ends it at once. */
  kill(): void;
}

/** A service drains for at most 20 s; one that has not ended by then never will. */
const STOP_TIMEOUT_MS = 25_000;

/** Starts a service and starts it again whenever it ends, with growing pauses. The caller stops it. */
export function supervise(plan: ServicePlan, effects: SupervisorEffects): Supervised {
  const stopping = new AbortController();
  const first = Promise.withResolvers<void>();
  let current: RunningProcess | undefined;
  let wasReady = false;

  const runOnce = async (isRestart: boolean): Promise<Exit> => {
    const running = effects.start(plan);
    current = running;
    const startMs = effects.nowMs();
    const ended = new AbortController();
    const exited = running.exited.finally(() => ended.abort());
    const readiness = await effects.waitUntilReady(plan, AbortSignal.any([ended.signal, stopping.signal]));
    if (readiness.isReady && !ended.signal.aborted) {
      effects.setUp(plan, true);
      effects.report(plan, {
        kind: 'ready',
        pid: running.pid,
        durationMs: effects.nowMs() - startMs,
        isRestart,
      });
      wasReady = true;
      first.resolve();
    } else if (!ended.signal.aborted && !stopping.signal.aborted && !readiness.isReady) {
      if (isRestart) effects.report(plan, { kind: 'not-ready', reason: readiness.reason });
      const message = `${plan.name} is not ready: ${readiness.reason}`;
      first.reject(new ServiceError(plan.name, message, { hasEnded: false }));
    }
    const exit = await exited;
    effects.setUp(plan, false);
    const message = `${plan.name} ${describeExit(exit)} before it was ready`;
    first.reject(new ServiceError(plan.name, message, { hasEnded: true }));
    return exit;
  };

  const keepRunning = async (): Promise<void> => {
    let restarts = NO_RESTARTS;
    for (let isRestart = false; !stopping.signal.aborted; isRestart = true) {
      const startMs = effects.nowMs();
      const exit = await runOnce(isRestart);
      // One that was never ready will not be better for being started again: whoever starts the lab gives up.
      if (stopping.signal.aborted || !wasReady) return;
      restarts = nextRestart(restarts, effects.nowMs() - startMs);
      effects.report(plan, { kind: 'ended', exit, delayMs: restarts.delayMs });
      await effects.wait(restarts.delayMs, stopping.signal);
    }
  };
  const done = keepRunning();
  // Whoever started the service awaits it; when the start of another one fails first, nobody does.
  first.promise.catch(() => {});

  return {
    plan,
    firstReady: first.promise,
    async stop() {
      stopping.abort();
      current?.end();
      const isDone = new AbortController();
      const killLate = async () => {
        await effects.wait(STOP_TIMEOUT_MS, isDone.signal);
        if (!isDone.signal.aborted) current?.kill();
      };
      await Promise.all([killLate(), done.finally(() => isDone.abort())]);
    },
    kill() {
      stopping.abort();
      current?.kill();
    },
  };
}

/** How a process ended, behind its name. */
export function describeExit({ code, signal }: Exit): string {
  if (signal !== undefined) return `was ended by ${signal}`;
  return code === undefined ? 'could not be started' : `ended with exit code ${code}`;
}
