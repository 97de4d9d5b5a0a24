import { describe, expect, test } from 'vitest';

import { renderedLab, tableOf } from '../gateway/testing/rendered-lab.ts';
import { envoyLocalRateLimit } from './envoy/local-rate-limit.ts';
import { LAB_VARIANTS, RELEASE_VARIANTS } from './testing/lab-variants.ts';
import { viewOf } from './view/proxy-view.ts';

const THREE = RELEASE_VARIANTS['three'] ?? {};

describe.each(Object.entries(LAB_VARIANTS))('the manifests of a lab: %s', (_name, overlay) => {
  test('have no problem', async () => {
    const table = tableOf(await renderedLab(overlay));
    expect(table.rateLimit).toBeDefined();
    expect(table.virtualServices).toHaveLength(2);
  });
});

test.each(Object.entries(RELEASE_VARIANTS))(
  'the manifests of %s releases have no problem',
  async (_name, releases) => {
    const { destinationRules } = tableOf(await renderedLab('{}', (lab) => ({ ...lab, releases })));
    const names = destinationRules.map(({ subsets }) => subsets.map(({ name }) => name));
    expect(names).toEqual([Object.keys(releases), Object.keys(releases)]);
  },
);

test('header before cookie before weights, for every release', async () => {
  const table = tableOf(await renderedLab('{}', (lab) => ({ ...lab, releases: THREE })));
  const [host] = viewOf(table, { kind: 'gateway' });
  expect(host?.routes.map(({ rule }) => rule.name).join(' ')).toBe(
    'forced-3 forced-v1 forced-v2 sticky-3 sticky-v1 sticky-v2 canary',
  );
});

test('each app is paired with the model-service of its own name, and nobody else with any', async () => {
  const table = tableOf(await renderedLab());
  const routesOf = (labels: Readonly<Record<string, string>>) =>
    viewOf(table, { kind: 'sidecar', labels, namespace: 'lab' })
      .find(({ host }) => host === 'model-service.lab.svc.cluster.local')
      ?.routes.map(({ rule }) => rule.action);
  for (const version of ['v1', 'v2']) {
    expect(routesOf({ app: 'app', version })).toMatchObject([
      { kind: 'route', destinations: [{ destination: { subset: version }, weight: 100 }] },
    ]);
  }
  const unpaired = [{ kind: 'direct', status: 421, body: 'no paired model version\n' }];
  expect(routesOf({ app: 'app', version: 'v3' })).toEqual(unpaired);
  expect(routesOf({ app: 'curl' })).toEqual(unpaired);
});

describe('the limit', () => {
  const FREE = String.raw`(/assets/[^?#%\\]*|/favicon\.ico|/version|/metrics|/api/v1/startup|/api/v1/ready|/api/v1/health)(\?.*)?`;
  const COUNTED = {
    header_value_match: {
      descriptor_key: 'counted',
      descriptor_value: 'yes',
      expect_match: false,
      headers: [{ name: ':path', string_match: { safe_regex: { regex: FREE } } }],
    },
  };
  const BUCKET = { max_tokens: 20, tokens_per_fill: 10, fill_interval: '30s' };
  const YES = { key: 'counted', value: 'yes' };

  async function limitOf(overlay: string) {
    const { rateLimit, trustedHops } = tableOf(await renderedLab(overlay));
    return { ...(rateLimit && envoyLocalRateLimit(rateLimit)), trustedHops };
  }

  test('is per client: the header where there is one, else the address', async () => {
    expect(await limitOf('{}')).toMatchObject({
      trustedHops: 0,
      always_consume_default_token_bucket: false,
      max_dynamic_descriptors: 1000,
      rate_limits: [
        { actions: [COUNTED, { request_headers: { header_name: 'x-user-id', descriptor_key: 'user' } }] },
        {
          actions: [
            COUNTED,
            { header_value_match: { descriptor_key: 'anonymous', expect_match: false } },
            { remote_address: {} },
          ],
        },
      ],
      descriptors: [
        { entries: [YES, { key: 'user' }], token_bucket: BUCKET },
        {
          entries: [YES, { key: 'anonymous', value: 'yes' }, { key: 'remote_address' }],
          token_bucket: BUCKET,
        },
      ],
    });
  });

  test('is per address where the header is turned off', async () => {
    expect(await limitOf(LAB_VARIANTS['no user header'])).toMatchObject({
      rate_limits: [{ actions: [COUNTED, { remote_address: {} }] }],
      descriptors: [{ entries: [YES, { key: 'remote_address' }], token_bucket: BUCKET }],
    });
  });

  test('is one bucket for all where lab.yml says so', async () => {
    expect(await limitOf(LAB_VARIANTS['one bucket for all'])).toMatchObject({
      rate_limits: [{ actions: [COUNTED] }],
      descriptors: [{ entries: [YES], token_bucket: BUCKET }],
    });
  });

  test('believes as many proxies as lab.yml names', async () => {
    expect(await limitOf(LAB_VARIANTS['a trusted proxy'])).toMatchObject({ trustedHops: 2 });
  });
});
