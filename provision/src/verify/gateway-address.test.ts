import { expect, test } from 'vitest';

import { gatewayAddress } from './gateway-address.ts';

const CONTROLLER = '192.168.56.110';
const PORTS = [
  { name: 'status-port', port: 15021, nodePort: 31111 },
  { name: 'http2', port: 80, nodePort: 32222 },
];

test.each([
  ['a load balancer on every machine: the controller', [CONTROLLER, '192.168.56.111'], CONTROLLER, 80],
  ['one with an address of its own', ['10.1.2.3'], '10.1.2.3', 80],
  ['none: the port of every machine', [], CONTROLLER, 32222],
])('%s', (_name, addresses, host, port) => {
  const ingress = addresses.map((ip) => ({ ip }));
  const service = { spec: { ports: PORTS }, status: { loadBalancer: { ingress } } };
  expect(gatewayAddress(service, CONTROLLER)).toEqual({ host, port });
});

test('no gateway: where it should be', () => {
  expect(gatewayAddress(undefined, CONTROLLER)).toEqual({ host: CONTROLLER, port: 80 });
});
