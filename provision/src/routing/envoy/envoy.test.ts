import { expect, test } from 'vitest';

import { parseRouting } from '../parse-routing.ts';
import { SHOP, shopFiles } from '../testing/shop.ts';
import { clustersOf } from '../view/cluster.ts';
import { envoyCluster } from './cluster.ts';
import { envoyLocalRateLimit } from './local-rate-limit.ts';
import { envoyRetryPolicy } from './retry-policy.ts';
import { envoyRouteConfigurations } from './route-configuration.ts';

function parse(changes: Parameters<typeof shopFiles>[0] = {}) {
  const { table, problems } = parseRouting(shopFiles(changes), { target: 'mesh' });
  expect(problems).toEqual([]);
  return table;
}

interface Configuration {
  readonly name: string;
  readonly virtual_hosts: readonly { readonly name: string; readonly routes: readonly unknown[] }[];
}

function routes(changes: Parameters<typeof shopFiles>[0], host = 'shop.test:80'): readonly unknown[] {
  const configurations = [
    ...envoyRouteConfigurations(parse(changes), { kind: 'gateway' }),
    ...envoyRouteConfigurations(parse(changes), {
      kind: 'sidecar',
      labels: { app: 'shop', version: 'red' },
      namespace: 'corner',
    }),
  ] as readonly Configuration[];
  return configurations.flatMap((each) => each.virtual_hosts).find(({ name }) => name === host)?.routes ?? [];
}

const RETRY_HOSTS = {
  host_selection_retry_max_attempts: '5',
  retry_host_predicate: [
    {
      name: 'envoy.retry_host_predicates.previous_hosts',
      typed_config: {
        '@type': 'type.googleapis.com/envoy.extensions.retry.host.previous_hosts.v3.PreviousHostsPredicate',
      },
    },
  ],
};

test('a gateway is one configuration a port', () => {
  expect(envoyRouteConfigurations(parse(), { kind: 'gateway' })).toEqual([
    {
      name: 'http.80',
      ignore_port_in_host_matching: true,
      max_direct_response_body_size_bytes: 1_048_576,
      validate_clusters: false,
      virtual_hosts: [
        {
          name: 'shop.test:80',
          domains: ['shop.test'],
          include_request_attempt_count: true,
          routes: expect.any(Array),
        },
      ],
    },
  ]);
});

test('weights, cookies, time-outs and retries of a route', () => {
  const cluster = (colour: string, weight: number) => ({
    name: `outbound|7000|${colour}|shop.corner.svc.cluster.local`,
    weight,
    response_headers_to_add: [
      { append_action: 'APPEND_IF_EXISTS_OR_ADD', header: { key: 'set-cookie', value: `colour=${colour}` } },
    ],
  });
  expect(routes({})[2]).toEqual({
    name: 'drawn',
    match: { prefix: '/' },
    route: {
      weighted_clusters: { clusters: [cluster('red', 75), cluster('blue', 25)] },
      timeout: '4s',
      max_grpc_timeout: '4s',
      retry_policy: {
        ...RETRY_HOSTS,
        num_retries: 1,
        per_try_timeout: '1.5s',
        retry_on: 'connect-failure',
      },
    },
  });
});

test('what a VirtualService leaves out has the defaults of Istio', () => {
  expect(routes({})[0]).toEqual({
    name: 'forced',
    match: {
      prefix: '/',
      case_sensitive: true,
      headers: [{ name: 'x-colour', string_match: { exact: 'red' } }],
    },
    route: {
      cluster: 'outbound|7000|red|shop.corner.svc.cluster.local',
      timeout: '0s',
      max_grpc_timeout: '0s',
      retry_policy: {
        ...RETRY_HOSTS,
        num_retries: 2,
        retry_on: 'connect-failure,refused-stream,unavailable,cancelled,retriable-status-codes',
      },
    },
  });
});

test('status codes among the retries stand apart; without attempts there is no policy', () => {
  const retries = { perTryTimeoutMs: undefined, retryOn: ['5xx'], statusCodes: [503], backoffMs: 10 };
  expect(envoyRetryPolicy({ ...retries, attempts: 3 })).toMatchObject({
    retry_on: '5xx,retriable-status-codes',
    retriable_status_codes: [503],
    num_retries: 3,
    retry_back_off: { base_interval: '0.01s' },
  });
  expect(envoyRetryPolicy({ ...retries, attempts: 0 })).toBeUndefined();
});

test('a destination with the weight 0 is not named', () => {
  const shop = SHOP.shop.replace('weight: 75', 'weight: 100').replace('weight: 25', 'weight: 0');
  expect(routes({ shop })[2]).toMatchObject({
    route: { cluster: 'outbound|7000|red|shop.corner.svc.cluster.local' },
    response_headers_to_add: [{ header: { value: 'colour=red' } }],
  });
});

test('mirrors are a fraction of a million', () => {
  const mirrors = 'mirrors: [{ destination: { host: till, subset: red }, percentage: { value: 12.5 } }]';
  const till = SHOP.till.replace('    - name: closed', `      ${mirrors}\n    - name: closed`);
  expect(routes({ till }, 'till.corner.svc.cluster.local:7001')).toMatchObject([
    {
      name: 'pair-red',
      match: { prefix: '/', case_sensitive: true },
      route: {
        request_mirror_policies: [
          {
            cluster: 'outbound|7001|red|till.corner.svc.cluster.local',
            runtime_fraction: { default_value: { numerator: 125_000, denominator: 'MILLION' } },
          },
        ],
      },
    },
  ]);
});

test.each([
  ['uri: { exact: /a }', { path: '/a', case_sensitive: true }],
  ['uri: { prefix: /a }\n          ignoreUriCase: true', { prefix: '/a', case_sensitive: false }],
  ["uri: { regex: '/a.*' }", { safe_regex: { regex: '/a.*' }, case_sensitive: true }],
  [
    'method: { exact: POST }',
    { prefix: '/', case_sensitive: true, headers: [{ name: ':method', string_match: { exact: 'POST' } }] },
  ],
  [
    'withoutHeaders: { X-B: { exact: b } }\n          headers: { Z: {}, A: { prefix: a } }',
    {
      prefix: '/',
      case_sensitive: true,
      headers: [
        { name: 'a', string_match: { prefix: 'a' } },
        { name: 'z', present_match: true },
        { name: 'x-b', string_match: { exact: 'b' }, invert_match: true },
      ],
    },
  ],
  [
    'queryParams: { q: { exact: x } }',
    { prefix: '/', case_sensitive: true, query_parameters: [{ name: 'q', string_match: { exact: 'x' } }] },
  ],
])('the match %s', (written, expected) => {
  const shop = SHOP.shop.replace('headers: { x-colour: { exact: red } }', () => written);
  expect(routes({ shop })[0]).toMatchObject({ match: expected });
});

test('a cluster with outlier detection has no panic threshold', () => {
  const [blue, , , red] = clustersOf(parse()).map(envoyCluster);
  expect(blue).toMatchObject({
    common_lb_config: { healthy_panic_threshold: {} },
    outlier_detection: {
      base_ejection_time: '20s',
      consecutive_5xx: 3,
      enforcing_consecutive_5xx: 100,
      enforcing_success_rate: 0,
      interval: '5s',
      max_ejection_percent: 50,
    },
    typed_extension_protocol_options: {
      'envoy.extensions.upstreams.http.v3.HttpProtocolOptions': {
        common_http_protocol_options: { idle_timeout: '1s' },
      },
    },
  });
  expect(red).toEqual({
    name: 'outbound|7001|red|till.corner.svc.cluster.local',
    type: 'EDS',
    lb_policy: 'LEAST_REQUEST',
    common_lb_config: {},
    circuit_breakers: {
      thresholds: [
        {
          max_connections: 4_294_967_295,
          max_pending_requests: 4_294_967_295,
          max_requests: 4_294_967_295,
          max_retries: 4_294_967_295,
        },
      ],
    },
  });
});

test('the limit comes out as it went in', () => {
  const { rateLimit } = parse();
  expect(rateLimit && envoyLocalRateLimit(rateLimit)).toEqual({
    always_consume_default_token_bucket: false,
    descriptors: [
      {
        entries: [{ key: 'name' }],
        token_bucket: { max_tokens: 5, tokens_per_fill: 1, fill_interval: '2s' },
      },
      {
        entries: [{ key: 'nameless', value: 'yes' }, { key: 'remote_address' }],
        token_bucket: { max_tokens: 3, tokens_per_fill: 1, fill_interval: '2s' },
      },
    ],
    enable_x_ratelimit_headers: 'DRAFT_VERSION_03',
    filter_enabled: { default_value: { numerator: 100 } },
    filter_enforced: { default_value: { numerator: 100 } },
    max_dynamic_descriptors: 50,
    rate_limits: [
      { actions: [{ request_headers: { descriptor_key: 'name', header_name: 'x-name' } }] },
      {
        actions: [
          {
            header_value_match: {
              descriptor_key: 'nameless',
              descriptor_value: 'yes',
              expect_match: false,
              headers: [{ name: 'x-name', present_match: true }],
            },
          },
          { remote_address: {} },
        ],
      },
    ],
    response_headers_to_add: [],
    token_bucket: { max_tokens: 900, tokens_per_fill: 900, fill_interval: '1s' },
  });
});
