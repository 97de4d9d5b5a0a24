import { get } from 'node:http';

import { z } from 'zod';

import { urlOf } from './services.ts';

/** Whether a service can be used, and why not. */
export type Readiness = { readonly isReady: true } | { readonly isReady: false; readonly reason: string };

const Probe = z.object({ status: z.string(), reason: z.string().optional() });

/** How often a service that is starting is asked. Below this, the asking itself takes the time of what starts. */
const POLL_MS = 20;
/** How long one probe may take. */
const PROBE_TIMEOUT_MS = 2000;

/** How long a service that says it has started may still be unready: workers that come up, a first look at the model. */
const STARTED_PATIENCE_MS = 8000;

/** What the probes of a service say. `hasStarted`: it has done what it does at its start, well or not. */
export type ProbeResult = Readiness & { readonly hasStarted: boolean };

/** Asks the probes of a service once. */
export async function probe({
  host,
  port,
}: {
  readonly host: string;
  readonly port: number;
}): Promise<ProbeResult> {
  const ready = await ask(`${urlOf(host, port)}/api/v1/ready`);
  if (ready?.status === 200) return { isReady: true, hasStarted: true };
  if (!ready) return { isReady: false, hasStarted: false, reason: 'it does not answer' };
  const startup = await ask(`${urlOf(host, port)}/api/v1/startup`);
  return { isReady: false, hasStarted: startup?.status === 200, reason: ready.reason };
}

/** How a service is waited for. */
export interface WaitOptions {
  readonly timeoutMs: number;
  /** Aborted: it is of no use to wait any longer. */
  readonly signal: AbortSignal;
  readonly nowMs: () => number;
  readonly wait: (durationMs: number) => Promise<unknown>;
}

/**
 * Asks until the service is ready, or has started and stays unready (a model that cannot be served), or the time is
 * over, or the signal says to stop.
 */
export async function waitUntilReady(
  askProbe: () => Promise<ProbeResult>,
  { timeoutMs, signal, nowMs, wait }: WaitOptions,
): Promise<Readiness> {
  const endMs = nowMs() + timeoutMs;
  let startedMs: number | undefined;
  for (;;) {
    const result = await askProbe();
    if (result.isReady) return { isReady: true };
    const { hasStarted, reason } = result;
    if (signal.aborted) return { isReady: false, reason };
    if (hasStarted) startedMs ??= nowMs();
    if (startedMs !== undefined && nowMs() - startedMs >= STARTED_PATIENCE_MS)
      return { isReady: false, reason };
    if (nowMs() >= endMs) return { isReady: false, reason: `after ${timeoutMs / 1000} s still: ${reason}` };
    await wait(POLL_MS);
  }
}

function ask(url: string): Promise<{ status: number; reason: string } | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { agent: false, timeout: PROBE_TIMEOUT_MS }, (response) => {
      response.setEncoding('utf8');
      let body = '';
      response.on('data', (chunk: string) => {
        body += chunk;
      });
      response.once('error', () => resolve(undefined));
      response.once('end', () => resolve({ status: response.statusCode ?? 0, reason: reasonIn(body) }));
    });
    // Refused, cut, timed out: it does not answer yet, which is all that is asked.
    request.once('timeout', () => request.destroy());
    request.once('error', () => resolve(undefined));
  });
}

function reasonIn(body: string): string {
  try {
    const parsed = Probe.parse(JSON.parse(body));
    return parsed.reason ?? parsed.status;
  } catch {
    // Not one of our services: what it says is the best reason there is.
    return body.slice(0, 200);
  }
}
