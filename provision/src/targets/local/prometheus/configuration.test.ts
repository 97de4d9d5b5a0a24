import { expect, test } from 'vitest';
import { parse } from 'yaml';

import { planPorts } from '../ports.ts';
import { planServices } from '../services.ts';
import { address, prometheusConfiguration } from './configuration.ts';

const RELEASES = { v1: { weight: 90, model: 'lr' }, v2: { weight: 10, model: 'cnn' } };

function configurationOf(host: string): unknown {
  const ports = planPorts(8080, ['v1', 'v2'], { hasPrometheus: true });
  const services = planServices({ releases: RELEASES }, { root: '/lab', host, ports });
  const scrape = { namespace: 'lab', services, host, metricsPort: ports.metrics, port: 8088 };
  return parse(prometheusConfiguration(scrape));
}

const service = (name: string, pod: string, target: string) => ({
  targets: [target],
  labels: { namespace: 'lab', service: name, pod, container: name, endpoint: 'http' },
});

test('everybody is asked, under the labels that monitors give them in a cluster', () => {
  expect(configurationOf('127.0.0.1')).toEqual({
    global: { scrape_interval: '5s', scrape_timeout: '5s', evaluation_interval: '5s' },
    rule_files: ['rules.yml'],
    scrape_configs: [
      {
        job_name: 'model-service',
        static_configs: [
          service('model-service', 'model-service-v1', '127.0.0.1:8083'),
          service('model-service', 'model-service-v2', '127.0.0.1:8084'),
        ],
      },
      {
        job_name: 'app',
        static_configs: [
          service('app', 'app-v1', '127.0.0.1:8081'),
          service('app', 'app-v2', '127.0.0.1:8082'),
        ],
      },
      {
        job_name: 'istio-ingressgateway',
        static_configs: [
          {
            targets: ['127.0.0.1:8085'],
            labels: { namespace: 'istio-system', pod: 'istio-ingressgateway', container: 'istio-proxy' },
          },
        ],
      },
      { job_name: 'prometheus', static_configs: [{ targets: ['127.0.0.1:8088'] }] },
    ],
  });
});

test.each([
  ['127.0.0.1', '127.0.0.1:1'],
  ['0.0.0.0', '127.0.0.1:1'],
  ['::', '[::1]:1'],
  ['fd00::1', '[fd00::1]:1'],
])('what listens on %s is asked at %s', (host, expected) => {
  expect(address(host, 1)).toBe(expected);
});
