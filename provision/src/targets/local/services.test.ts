import { expect, test } from 'vitest';

import { planPorts } from './ports.ts';
import { planServices, urlOf } from './services.ts';

const RELEASES = { v1: { weight: 90, model: 'lr' }, v2: { weight: 10, model: 'cnn' } };

test('each release has its model, its label, and its own way from the app to the model', () => {
  const ports = planPorts(8080, ['v1', 'v2']);
  const plans = planServices({ releases: RELEASES }, { root: '/lab', host: '0.0.0.0', ports });
  expect(plans.map(({ name, port }) => [name, port])).toEqual([
    ['model-service-v1', 8083],
    ['model-service-v2', 8084],
    ['app-v1', 8081],
    ['app-v2', 8082],
  ]);
  expect(plans[1]).toEqual({
    name: 'model-service-v2',
    labels: { app: 'model-service', version: 'v2' },
    host: '0.0.0.0',
    port: 8084,
    entry: '/lab/model-service/src/main.ts',
    environment: {
      HOST: '0.0.0.0',
      DRAIN_DELAY_SECONDS: '0',
      MODEL_SERVICE_PORT: '8084',
      MODEL_SERVICE_RELEASE: 'v2',
      MODEL_DIR: '/lab/model-service/models/cnn',
    },
  });
  expect(plans[3]?.environment).toMatchObject({
    APP_RELEASE: 'v2',
    PORT: '8082',
    MODEL_SERVICE_URL: 'http://127.0.0.1:8087',
  });
});

test.each([
  ['127.0.0.1', 'http://127.0.0.1:1'],
  ['0.0.0.0', 'http://127.0.0.1:1'],
  ['::', 'http://[::1]:1'],
  ['localhost', 'http://localhost:1'],
])('the address of what binds %s', (host, url) => {
  expect(urlOf(host, 1)).toBe(url);
});
