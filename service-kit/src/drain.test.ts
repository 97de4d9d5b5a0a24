import { once } from 'node:events';
import { Agent, createServer, request } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import { Writable } from 'node:stream';

import { expect, test } from 'vitest';

import { createHealth } from './health.ts';
import { createLogger } from './logger.ts';
import { serve } from './serve.ts';
import type { RunningService, ServeOptions } from './serve.ts';
import { drainOnSignals } from './signals.ts';

const logger = createLogger({
  service: 'test',
  version: '0',
  release: 'none',
  destination: new Writable({ write() {} }),
});

/** A service whose `/slow` answers wait until `finish` is called. */
async function slowService(times: Partial<ServeOptions> = {}): Promise<{
  service: RunningService;
  health: ReturnType<typeof createHealth>;
  finish: () => void;
  closed: string[];
}> {
  const waiting: (() => void)[] = [];
  const closed: string[] = [];
  const health = createHealth();
  health.markStarted();
  const service = await serve({
    app: (incoming, response) => {
      if (incoming.url === '/slow') waiting.push(() => response.end('late'));
      else response.end('ok');
    },
    host: '127.0.0.1',
    port: 0,
    health,
    logger,
    close: () => {
      closed.push('closed');
    },
    ...times,
  });
  return { service, health, closed, finish: () => waiting.splice(0).forEach((end) => end()) };
}

function get(port: number, path: string, agent: Agent): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request({ port, path, agent }, (response) => {
      response.resume();
      resolve(response);
    })
      .once('error', reject)
      .end();
  });
}

async function untilRefused(port: number): Promise<void> {
  for (;;) {
    const socket = connect(port, '127.0.0.1');
    const [outcome] = await Promise.race([
      once(socket, 'connect').then(() => ['open']),
      once(socket, 'error'),
    ]).catch((error: unknown) => [error]);
    socket.destroy();
    if (outcome !== 'open') return;
  }
}

const untilOpen = (server: Server): Promise<unknown> => once(server, 'request');

test('what is in flight is answered, and told to leave', async () => {
  const { service, health, finish, closed } = await slowService({ drainIdleSeconds: 0 });
  const agent = new Agent({ keepAlive: true });
  const slow = get(service.port, '/slow', agent);
  await untilOpen(service.server);

  const ended = service.drain();
  expect(health.isReady).toBe(false);
  await untilRefused(service.port);
  expect(closed).toEqual([]);
  finish();

  expect((await slow).headers.connection).toBe('close');
  await ended;
  expect(closed).toEqual(['closed']);
  expect(service.drain()).toBe(ended);
  agent.destroy();
});

test('an idle kept-alive connection stays open for its time, and its last request is served', async () => {
  const { service } = await slowService({ drainIdleSeconds: 60 });
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  expect((await get(service.port, '/', agent)).headers.connection).toBe('keep-alive');

  const ended = service.drain();
  await untilRefused(service.port);
  const last = await get(service.port, '/', agent);

  expect([last.statusCode, last.headers.connection]).toEqual([200, 'close']);
  await ended;
  agent.destroy();
});

test('an idle connection whose time is over is closed', async () => {
  const { service } = await slowService({ drainIdleSeconds: 0 });
  const agent = new Agent({ keepAlive: true });
  await get(service.port, '/', agent);

  await service.drain();

  expect(service.server.listening).toBe(false);
  agent.destroy();
});

test('what never ends is cut at the deadline', async () => {
  const { service, closed } = await slowService({ drainTimeoutSeconds: 0.05 });
  const agent = new Agent({ keepAlive: true });
  const slow = get(service.port, '/slow', agent).catch((error: NodeJS.ErrnoException) => error.code);
  await untilOpen(service.server);

  await service.drain();

  expect(await slow).toBe('ECONNRESET');
  expect(closed).toEqual(['closed']);
  agent.destroy();
});

test('the delay: not ready at once, still accepting until it is over', async () => {
  const { service, health } = await slowService({ drainDelaySeconds: 1, drainIdleSeconds: 0 });
  const agent = new Agent();

  const ended = service.drain();
  expect(health.isReady).toBe(false);
  const during = await get(service.port, '/', agent);

  expect(during.statusCode).toBe(200);
  await ended;
  expect(service.server.listening).toBe(false);
});

test('a close that fails is logged, not thrown', async () => {
  const { service } = await slowService({
    drainIdleSeconds: 0,
    close: () => {
      throw new Error('stuck');
    },
  });

  await expect(service.drain()).resolves.toBeUndefined();
});

test('a port in use is an error of serve', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const { port } = other.address() as { port: number };

  await expect(slowService({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  other.close();
});

test('the first signal drains and leaves with 0, a second leaves at once', async () => {
  const { service } = await slowService({ drainIdleSeconds: 0 });
  const listeners = new Map<string, () => void>();
  const exits: number[] = [];
  const exited = new Promise<void>((resolve) => {
    drainOnSignals(service, logger, {
      on: (signal, listener) => listeners.set(signal, listener),
      exit(code) {
        exits.push(code);
        resolve();
      },
    });
  });

  listeners.get('SIGTERM')?.();
  await service.drain();
  await exited;
  expect(exits).toEqual([0]);

  listeners.get('SIGINT')?.();
  expect(exits).toEqual([0, 130]);
});
