import { performance } from 'node:perf_hooks';

import { openClient } from './client.ts';
import type { Client } from './client.ts';

export interface Measured {
  readonly requests: number;
  readonly seconds: number;
  /** Sorted. In an open loop counted from when a request was due, so that a service cannot hide that it was late. */
  readonly latenciesMs: Float64Array;
}

export interface LoadOptions {
  readonly port: number;
  readonly requests: readonly Buffer[];
  readonly connections: number;
  readonly seconds: number;
}

/** As many requests as the service takes: each connection sends the next as soon as it has its answer. */
export async function closedLoop({ port, requests, connections, seconds }: LoadOptions): Promise<Measured> {
  const latencies: number[] = [];
  const clients = await open(port, connections);
  const startMs = performance.now();
  const endMs = startMs + seconds * 1000;
  let next = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < endMs) {
        const sentMs = performance.now();
        await client.ask(requestAt(requests, (next += 1)));
        latencies.push(performance.now() - sentMs);
      }
    }),
  );
  return measured(clients, latencies, startMs);
}

/** Requests at a fixed rate, however the service fares. */
export async function openLoop(options: LoadOptions & { readonly perSecond: number }): Promise<Measured> {
  const { port, requests, connections, seconds, perSecond } = options;
  const latencies: number[] = [];
  const clients = await open(port, connections);
  const free = [...clients];
  const startMs = performance.now();
  const count = Math.floor(seconds * perSecond);
  const underWay: Promise<void>[] = [];
  for (let sent = 0; sent < count;) {
    const dueMs = startMs + (sent * 1000) / perSecond;
    const client = performance.now() >= dueMs ? free.pop() : undefined;
    if (client === undefined) {
      // Timers are too coarse for this: the load has a core of its own to spin on.
      await new Promise((resolve) => setImmediate(resolve));
      continue;
    }
    sent += 1;
    underWay.push(
      client.ask(requestAt(requests, sent)).then(() => {
        latencies.push(performance.now() - dueMs);
        free.push(client);
        return undefined;
      }),
    );
  }
  await Promise.all(underWay);
  return measured(clients, latencies, startMs);
}

function open(port: number, connections: number): Promise<Client[]> {
  return Promise.all(Array.from({ length: connections }, () => openClient(port)));
}

function requestAt(requests: readonly Buffer[], index: number): Buffer {
  const found = requests[index % requests.length];
  if (found === undefined) throw new Error('there is nothing to send');
  return found;
}

function measured(clients: readonly Client[], latencies: readonly number[], startMs: number): Measured {
  const seconds = (performance.now() - startMs) / 1000;
  for (const client of clients) client.close();
  return { requests: latencies.length, seconds, latenciesMs: Float64Array.from(latencies).sort() };
}
