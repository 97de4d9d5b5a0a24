import { Agent, request } from 'node:http';

/** How one request ended: with a status, or not at all. */
export interface Outcome {
  readonly status: number | 'no answer';
  readonly retryAfter: string | undefined;
  readonly tookMs: number;
}

export interface SteadyLoadOptions {
  readonly url: string;
  readonly body: unknown;
  readonly requestsPerSecond: number;
  /** Kept-alive connections at most. */
  readonly connections: number;
  /** After this a request counts as hanging. */
  readonly timeoutMs: number;
}

/**
 * Requests at an even pace until `stop` is called: it waits for the last answer. While all connections are taken none is
 * sent: it would wait in this client's own queue, and count as hanging.
 */
export function startSteadyLoad(options: SteadyLoadOptions): { stop(): Promise<readonly Outcome[]> } {
  // An idle connection is closed by the client, sooner than a service that drains closes it.
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections, timeout: 1000 });
  const outcomes: Promise<Outcome>[] = [];
  let underWay = 0;
  const timer = setInterval(() => {
    if (underWay === options.connections) return;
    underWay += 1;
    outcomes.push(
      post(agent, options).finally(() => {
        underWay -= 1;
      }),
    );
  }, 1000 / options.requestsPerSecond);
  return {
    async stop() {
      clearInterval(timer);
      const ended = await Promise.all(outcomes);
      agent.destroy();
      return ended;
    },
  };
}

function post(agent: Agent, { url, body, timeoutMs }: SteadyLoadOptions): Promise<Outcome> {
  const begin = performance.now();
  return new Promise((resolve) => {
    const end = (status: Outcome['status'], retryAfter?: string) => {
      resolve({ status, retryAfter, tookMs: performance.now() - begin });
    };
    const signal = AbortSignal.timeout(timeoutMs);
    const headers = { 'content-type': 'application/json' };
    const sent = request(url, { agent, method: 'POST', headers, signal }, (answer) => {
      answer.on('error', () => end('no answer'));
      answer.on('end', () => end(answer.statusCode ?? 'no answer', answer.headers['retry-after']));
      answer.resume();
    });
    sent.on('error', () => end('no answer'));
    sent.end(JSON.stringify(body));
  });
}
