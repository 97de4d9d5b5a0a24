import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { describe, expect, test } from 'vitest';

import { serviceFailure, serviceProcess } from './service-process.ts';
import type { ServiceProcess } from './service-process.ts';
import { tinyModelDirectory } from './tiny-model/directory.ts';

/** What a request came to: a status, or what broke it. `ECONNREFUSED` alone says that nothing had left. */
type Outcome = number | string;

function ask(port: number, path: string, body: unknown, agent?: Agent): Promise<Outcome> {
  return new Promise((resolve) => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const outgoing = request(
      { port, path, method: text === undefined ? 'GET' : 'POST', ...(agent === undefined ? {} : { agent }) },
      (response) => {
        response.resume().once('end', () => resolve(response.statusCode ?? 0));
        response.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
      },
    );
    outgoing.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    if (text !== undefined) outgoing.setHeader('Content-Type', 'application/json');
    outgoing.end(text);
  });
}

async function untilReady({ port }: ServiceProcess): Promise<void> {
  while ((await ask(port, '/api/v1/ready', undefined)) !== 200)
    await new Promise((resolve) => setImmediate(resolve));
}

const one = { url: 'https://example.org/' };
const many = { urls: Array(256).fill('https://example.org/') };

/** Asks again and again on one kept-alive connection, until it finds that nobody listens any more. */
async function askUntilRefused(port: number, body: unknown, outcomes: Outcome[]): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  let outcome: Outcome = 0;
  while (outcome !== 'ECONNREFUSED') {
    outcome = await ask(port, '/api/v1/predict', body, agent);
    outcomes.push(outcome);
  }
  agent.destroy();
}

describe('SIGTERM under load on 16 kept-alive connections', () => {
  test.each([1, 2, 3])('no request is lost, and it ends with 0 (%i)', async () => {
    await using directory = await tinyModelDirectory();
    await using service = await serviceProcess({ MODEL_DIR: directory.path });
    await untilReady(service);
    const outcomes: Outcome[] = [];
    const callers = Array.from({ length: 16 }, (_, index) =>
      askUntilRefused(service.port, index === 0 ? many : one, outcomes),
    );
    while (outcomes.length < 200) await new Promise((resolve) => setImmediate(resolve));

    service.process.kill('SIGTERM');
    await Promise.all(callers);

    expect(await service.ended).toBe(0);
    // Each caller ends on a connection that was refused: nothing had left, it may safely ask elsewhere.
    const lost = outcomes.filter((outcome) => outcome !== 200 && outcome !== 'ECONNREFUSED');
    expect(lost).toEqual([]);
    expect(outcomes.filter((outcome) => outcome === 200).length).toBeGreaterThan(200);
    expect(service.output()).toContain('"msg":"drained"');
  });

  test('a connection that is idle when the signal comes is still served', async () => {
    await using directory = await tinyModelDirectory();
    await using service = await serviceProcess({ MODEL_DIR: directory.path, DRAIN_IDLE_SECONDS: '5' });
    await untilReady(service);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    expect(await ask(service.port, '/predict', { input: 'a' }, agent)).toBe(200);

    service.process.kill('SIGTERM');
    while ((await ask(service.port, '/api/v1/health', undefined)) !== 'ECONNREFUSED');

    expect(await ask(service.port, '/predict', { input: 'a' }, agent)).toBe(200);
    expect(await service.ended).toBe(0);
    agent.destroy();
  });

  test('a delay before it stops accepting: not ready, and served all the same', async () => {
    await using directory = await tinyModelDirectory();
    await using service = await serviceProcess({
      MODEL_DIR: directory.path,
      DRAIN_DELAY_SECONDS: '1',
      DRAIN_IDLE_SECONDS: '0',
    });
    await untilReady(service);

    service.process.kill('SIGTERM');
    while ((await ask(service.port, '/api/v1/ready', undefined)) !== 503);

    expect(await ask(service.port, '/predict', { input: 'a' })).toBe(200);
    expect(await service.ended).toBe(0);
  });
});

describe('a start that cannot succeed is told in a sentence', () => {
  test('every wrong variable at once', async () => {
    const { code, output } = await serviceFailure({
      MODEL_SERVICE_PORT: 'tcp://10.43.0.1:5000',
      QUEUE_LIMIT: '0',
      LOG_LEVEL: 'loud',
    });

    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      'The environment cannot be used:',
      expect.stringMatching(/^ {2}LOG_LEVEL: expected one of fatal, .*, got "loud"$/),
      expect.stringMatching(
        /^ {2}MODEL_SERVICE_PORT: expected a port .*Kubernetes.*, got "tcp:\/\/10.43.0.1:5000"$/,
      ),
      '  QUEUE_LIMIT: expected a whole number from 256 to 1000000, got "0"',
    ]);
  });

  test('a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;

    const { code, output } = await serviceFailure({ MODEL_SERVICE_PORT: String(port), LOG_LEVEL: 'silent' });

    expect(code).toBe(1);
    expect(output).toContain(`address already in use 127.0.0.1:${port}`);
    expect(output).not.toContain('    at ');
    server.close();
  });
});

test('nothing is sent or written elsewhere: the home directory stays empty', async () => {
  await using directory = await tinyModelDirectory();
  const home = await mkdtemp(join(tmpdir(), 'home-'));
  await using service = await serviceProcess({
    MODEL_DIR: directory.path,
    HOME: home,
    DRAIN_IDLE_SECONDS: '0',
  });
  await untilReady(service);
  expect(await ask(service.port, '/api/v1/predict', many)).toBe(200);

  service.process.kill('SIGTERM');

  expect(await service.ended).toBe(0);
  expect(await readdir(home)).toEqual([]);
  await rm(home, { recursive: true });
});

test('a missing model: the process lives, is never ready, and says why', async () => {
  await using service = await serviceProcess({ MODEL_DIR: '/nowhere' });
  while (!service.output().includes('the model cannot be served'))
    await new Promise((resolve) => setImmediate(resolve));

  expect(await ask(service.port, '/api/v1/health', undefined)).toBe(200);
  expect(await ask(service.port, '/api/v1/ready', undefined)).toBe(503);
  expect(await ask(service.port, '/predict', { input: 'a' })).toBe(503);
});
