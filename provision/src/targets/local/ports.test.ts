import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { expect, test } from 'vitest';

import { checkPorts, listPorts, planPorts } from './ports.ts';

test('everything follows the port of the gateway', () => {
  expect(listPorts(planPorts(8080, ['v1', 'v2']))).toEqual([
    [8080, 'the gateway'],
    [8081, 'app v1'],
    [8082, 'app v2'],
    [8083, 'model-service v1'],
    [8084, 'model-service v2'],
    [8085, "the gateway's metrics"],
    [8086, "app v1's way to its model-service"],
    [8087, "app v2's way to its model-service"],
  ]);
  expect(listPorts(planPorts(8080, ['v1', 'v2'], { hasPrometheus: true })).at(-1)).toEqual([
    8088,
    'Prometheus',
  ]);
});

test('no port twice, whatever the number of releases', () => {
  for (const releases of [['v1'], ['v1', 'v2'], ['a', 'b', 'c', 'd', 'e']]) {
    const ports = listPorts(planPorts(100, releases, { hasPrometheus: true })).map(([port]) => port);
    expect(new Set(ports).size).toBe(ports.length);
    expect(Math.max(...ports)).toBeLessThanOrEqual(117);
  }
});

test('a port that is taken is named, with whose it would be', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const plan = { ...planPorts(port, []), metrics: 0 };

  const checked = checkPorts(plan, '127.0.0.1');

  await expect(checked).rejects.toMatchObject({
    code: 'port-in-use',
    port,
    message: `port ${port} (the gateway) is in use on 127.0.0.1`,
  });
  await new Promise((resolve) => server.close(resolve));
  await expect(checkPorts(plan, '127.0.0.1')).resolves.toBeUndefined();
});

test('an address that this machine does not have is named', async () => {
  // 192.0.2.0/24 is for documentation: nobody has it.
  await expect(checkPorts(planPorts(15_399, []), '192.0.2.1')).rejects.toMatchObject({
    message: '192.0.2.1 is no address of this machine',
  });
});
