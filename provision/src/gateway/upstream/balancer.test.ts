import { expect, test } from 'vitest';

import type { Cluster } from '../../routing/view/cluster.ts';
import { ManualClock } from '../testing/manual-clock.ts';
import { Balancer } from './balancer.ts';
import type { Taken } from './balancer.ts';
import { EndpointRegistry } from './endpoint-registry.ts';
import type { Endpoint } from './endpoint-registry.ts';

const CLUSTER: Cluster = {
  name: 'c',
  host: 'shop.corner.svc.cluster.local',
  port: 80,
  subset: 'red',
  labels: { version: 'red' },
  policy: { outlierDetection: undefined, connectionPool: {} as Cluster['policy']['connectionPool'] },
};

function endpoint(port: number, labels: Endpoint['labels'], isUp = true): Endpoint {
  return { host: '127.0.0.1', port, labels, isUp };
}

function balancerOf(...endpoints: readonly Endpoint[]) {
  const registry = new EndpointRegistry();
  for (const each of endpoints) registry.set(String(each.port), each);
  const clock = new ManualClock();
  return { registry, clock, balancer: new Balancer(registry, clock) };
}

function portOf(taken: Taken | string): number | string {
  return typeof taken === 'string' ? taken : taken.endpoint.port;
}

const RED = { app: 'shop', version: 'red' };

test('an endpoint needs the name of the service and all labels of the subset', () => {
  const { balancer } = balancerOf(
    endpoint(1, { app: 'shop', version: 'blue' }),
    endpoint(2, { app: 'till', version: 'red' }),
    endpoint(3, RED),
  );
  expect(portOf(balancer.take(CLUSTER))).toBe(3);
  expect(portOf(balancer.take({ ...CLUSTER, labels: { version: 'green' } }))).toBe('none-up');
});

test('one that is down is not taken, from the moment on that it is', () => {
  const { balancer, registry } = balancerOf(endpoint(1, RED));
  registry.set('1', endpoint(1, RED, false));
  expect(balancer.take(CLUSTER)).toBe('none-up');
  registry.set('1', endpoint(1, RED));
  expect(portOf(balancer.take(CLUSTER))).toBe(1);
});

test('the one with the fewest requests is taken, among equals in turn', () => {
  const { balancer } = balancerOf(endpoint(1, RED), endpoint(2, RED));
  const release = (taken: Taken | string) => typeof taken !== 'string' && taken.release(200);
  const inTurn = [1, 2, 3, 4].map(() => {
    const taken = balancer.take(CLUSTER);
    release(taken);
    return portOf(taken);
  });
  expect(new Set(inTurn.slice(0, 2))).toEqual(new Set([1, 2]));
  expect(inTurn.slice(2)).toEqual(inTurn.slice(0, 2));
  const held = [balancer.take(CLUSTER), balancer.take(CLUSTER)];
  const first = held.find((each) => portOf(each) === 1);
  release(first ?? '');
  expect([balancer.take(CLUSTER), balancer.take(CLUSTER)].map(portOf)).toContain(1);
});

test('one that has just failed is avoided while there is another', () => {
  const { balancer } = balancerOf(endpoint(1, RED), endpoint(2, RED));
  for (let count = 0; count < 5; count++) {
    expect(portOf(balancer.take(CLUSTER, [endpoint(1, RED)]))).toBe(2);
  }
  expect(portOf(balancerOf(endpoint(1, RED)).balancer.take(CLUSTER, [endpoint(1, RED)]))).toBe(1);
});

test('an endpoint that answers with errors is out for a while', () => {
  const outlierDetection = {
    consecutive5xxErrors: 2,
    consecutiveGatewayErrors: undefined,
    intervalMs: 1000,
    baseEjectionTimeMs: 5000,
    maxEjectionPercent: 100,
  };
  const cluster = { ...CLUSTER, policy: { ...CLUSTER.policy, outlierDetection } };
  const { balancer, clock } = balancerOf(endpoint(1, RED));
  for (let count = 0; count < 2; count++) {
    const taken = balancer.take(cluster);
    if (typeof taken !== 'string') taken.release(500);
  }
  expect(balancer.take(cluster)).toBe('all-ejected');
  clock.advance(5000);
  expect(portOf(balancer.take(cluster))).toBe(1);
});
