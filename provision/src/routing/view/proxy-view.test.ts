import { expect, test } from 'vitest';

import { parseRouting } from '../parse-routing.ts';
import { SHOP, shopFiles } from '../testing/shop.ts';
import { clustersOf } from './cluster.ts';
import { viewOf } from './proxy-view.ts';
import type { Proxy } from './proxy-view.ts';

function view(proxy: Proxy, files = shopFiles()) {
  return viewOf(parseRouting(files, { target: 'mesh' }).table, proxy);
}

function sidecar(labels: Readonly<Record<string, string>>, namespace = 'corner'): Proxy {
  return { kind: 'sidecar', labels, namespace };
}

test('a gateway has the hosts of its VirtualServices, and a route for each match', () => {
  const hosts = view({ kind: 'gateway' });
  expect(hosts.map(({ domains, port }) => ({ domains, port }))).toEqual([
    { domains: ['shop.test'], port: 80 },
  ]);
  expect(
    hosts[0]?.routes.map(({ rule, match }) => [rule.name, match.headers.map(({ name }) => name)]),
  ).toEqual([
    ['forced', ['x-colour']],
    ['forced', ['cookie']],
    ['drawn', []],
  ]);
});

test('a sidecar has only the routes for its own labels, and nothing behind one that takes everything', () => {
  const routeNames = (labels: Readonly<Record<string, string>>) =>
    view(sidecar(labels))
      .find(({ host }) => host.startsWith('till'))
      ?.routes.map(({ rule }) => rule.name);
  expect(routeNames({ app: 'shop', version: 'red', more: 'x' })).toEqual(['pair-red']);
  expect(routeNames({ app: 'shop', version: 'blue' })).toEqual(['closed']);
  expect(routeNames({})).toEqual(['closed']);
});

test('a service is known by its names in DNS, the short one in its own namespace only', () => {
  const domains = (namespace: string) =>
    view(sidecar({}, namespace)).find(({ host }) => host.startsWith('till'))?.domains;
  const everywhere = ['till.corner.svc', 'till.corner'];
  const full = 'till.corner.svc.cluster.local';
  expect(domains('corner')).toEqual([full, `${full}.`, 'till', ...everywhere]);
  expect(domains('street')).toEqual([full, `${full}.`, ...everywhere]);
});

test('a service without rules is reached at any of its endpoints', () => {
  const [shop] = view(sidecar({}));
  expect(shop?.host).toBe('shop.corner.svc.cluster.local');
  expect(shop?.routes.map(({ rule }) => rule.action)).toMatchObject([
    { kind: 'route', destinations: [{ destination: { subset: undefined, port: 7000 }, weight: 100 }] },
  ]);
});

test('gateways and port of a match are decided with the view', () => {
  const both = SHOP.shop
    .replace('gateways: [door]', 'gateways: [door, mesh]')
    .replace('hosts: [shop.test]', 'hosts: [shop.test, shop]')
    .replace('- headers: { x-colour', '- port: 81\n          headers: { x-colour')
    .replace('- headers: { cookie', '- gateways: [mesh]\n          headers: { cookie');
  const gateway = SHOP.gateway.replace('hosts: [shop.test]', "hosts: ['*']");
  const files = shopFiles({ shop: both, gateway });
  const [door] = view({ kind: 'gateway' }, files);
  expect(door?.routes.map(({ rule }) => rule.name)).toEqual(['drawn']);
  const inside = view(sidecar({}), files).find(({ host }) => host.startsWith('shop.corner'));
  expect(inside?.routes.map(({ match }) => match.headers.map(({ name }) => name))).toEqual([['cookie'], []]);
});

test('clusters are services and subsets, named as Istio names them', () => {
  expect(clustersOf(parseRouting(shopFiles()).table).map(({ name }) => name)).toEqual([
    'outbound|7000|blue|shop.corner.svc.cluster.local',
    'outbound|7000|red|shop.corner.svc.cluster.local',
    'outbound|7000||shop.corner.svc.cluster.local',
    'outbound|7001|red|till.corner.svc.cluster.local',
    'outbound|7001||till.corner.svc.cluster.local',
  ]);
});
