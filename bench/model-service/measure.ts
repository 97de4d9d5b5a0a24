import { postRequest } from './client.ts';
import { closedLoop, openLoop } from './load.ts';
import type { Measured } from './load.ts';
import { quantile } from '../statistics.ts';
import { startSubject } from './subject.ts';
import type { Subject, SubjectOptions } from './subject.ts';

/** The figures of one server in one round. */
export interface Figures {
  /** Requests a second with one connection, and their times. */
  readonly single: number;
  readonly singleP50Ms: number;
  readonly singleP99Ms: number;
  /** Requests a second with 16 connections, and the CPU time of a request, all threads of the process. */
  readonly many: number;
  readonly cpuUsPerRequest: number;
  /** The 99th percentile at half of `many`, requests coming at fixed times. */
  readonly halfLoadP99Ms: number;
  /** URLs a second with 256 URLs a request and two connections; NaN where a server has no batches. */
  readonly batchUrls: number;
}

export interface MeasureOptions {
  readonly urls: readonly string[];
  /** Of each of the measurements. */
  readonly seconds: number;
  readonly hasBatches: boolean;
}

const PATH = '/api/v1/predict';
const BATCH = 256;
const CONNECTIONS = 16;

/** Starts a server, warms it and measures it. */
export async function measure(subject: SubjectOptions, options: MeasureOptions): Promise<Figures> {
  const running = await startSubject(subject);
  try {
    return await measureRunning(running, options);
  } finally {
    await running.stop();
  }
}

async function measureRunning(
  subject: Subject,
  { urls, seconds, hasBatches }: MeasureOptions,
): Promise<Figures> {
  const load = { port: subject.port, requests: urls.map((url) => postRequest(PATH, { url })), seconds };
  // Compilers have to see the code hot, in either of the two ways that it is used.
  await closedLoop({ ...load, connections: CONNECTIONS, seconds: seconds / 2 });
  const single = await closedLoop({ ...load, connections: 1 });
  const cpuBefore = subject.cpuSeconds();
  const many = await closedLoop({ ...load, connections: CONNECTIONS });
  const cpuSeconds = subject.cpuSeconds() - cpuBefore;
  const half = await openLoop({ ...load, connections: CONNECTIONS, perSecond: rate(many) / 2 });
  const batches = { ...load, requests: batchRequests(urls), connections: 2 };
  if (hasBatches) await closedLoop({ ...batches, seconds: seconds / 2 });
  return {
    single: rate(single),
    singleP50Ms: quantile(single.latenciesMs, 0.5),
    singleP99Ms: quantile(single.latenciesMs, 0.99),
    many: rate(many),
    cpuUsPerRequest: (cpuSeconds * 1e6) / many.requests,
    halfLoadP99Ms: quantile(half.latenciesMs, 0.99),
    batchUrls: hasBatches ? rate(await closedLoop(batches)) * BATCH : Number.NaN,
  };
}

function rate({ requests, seconds }: Measured): number {
  return requests / seconds;
}

function batchRequests(urls: readonly string[]): readonly Buffer[] {
  return Array.from({ length: 8 }, (_batch, batch) =>
    postRequest(PATH, {
      urls: Array.from({ length: BATCH }, (_row, row) => urls[(batch * BATCH + row) % urls.length]),
    }),
  );
}
