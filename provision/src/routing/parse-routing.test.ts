import { describe, expect, test } from 'vitest';

import { parseRouting } from './parse-routing.ts';
import type { ParseOptions } from './parse-routing.ts';
import { SHOP, shopFiles } from './testing/shop.ts';

// Where a problem is expected in a changed manifest; taken out before the manifest is read.
const HERE = '▲';

/** Problems after one text of the shop's manifests was replaced by another; `at` is where the other one has its mark. */
function problemsAfter(
  file: keyof typeof SHOP,
  [from, to]: readonly [string, string],
  options?: ParseOptions,
) {
  expect(SHOP[file]).toContain(from);
  const marked = SHOP[file].replace(from, () => to);
  const { problems } = parseRouting(shopFiles({ [file]: marked.replace(HERE, '') }), options);
  const before = marked.slice(0, marked.indexOf(HERE)).split('\n');
  const mark = { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 };
  return problems.map(({ file: name, position, code, message }) => {
    const isAtMark =
      name === `${file}.yml` && position?.line === mark.line && position.column === mark.column;
    return `${isAtMark ? HERE : `${name}:${position?.line}:${position?.column}`} ${code} ${message}`;
  });
}

test('the manifests of the shop have no problem', () => {
  expect(parseRouting(shopFiles()).problems).toEqual([]);
});

test('the table has every name in full and every time in milliseconds', () => {
  const { table } = parseRouting(shopFiles());
  const [shop, till] = table.virtualServices;
  expect(shop?.gateways).toEqual(['corner/door']);
  expect(till).toMatchObject({ hosts: ['till.corner.svc.cluster.local'], gateways: ['mesh'] });
  expect(shop?.rules[1]).toEqual({
    name: 'drawn',
    matches: [expect.objectContaining({ gateways: [], sourceLabels: {} })],
    action: {
      kind: 'route',
      rewrite: { path: undefined, authority: undefined },
      destinations: [
        {
          destination: { host: 'shop.corner.svc.cluster.local', subset: 'red', port: 7000 },
          weight: 75,
          headers: {
            request: { set: [], add: [], remove: [] },
            response: { set: [], add: [['set-cookie', 'colour=red']], remove: [] },
          },
        },
        expect.objectContaining({ weight: 25 }),
      ],
    },
    timeoutMs: 4000,
    retries: {
      attempts: 1,
      perTryTimeoutMs: 1500,
      retryOn: ['connect-failure'],
      statusCodes: [],
      backoffMs: undefined,
    },
    headers: expect.anything(),
    mirrors: [],
  });
  expect(table.destinationRules[0]?.subsets[1]?.policy.outlierDetection).toEqual({
    consecutive5xxErrors: 3,
    consecutiveGatewayErrors: undefined,
    intervalMs: 5000,
    baseEjectionTimeMs: 20_000,
    maxEjectionPercent: 50,
  });
  expect(table.rateLimit).toMatchObject({
    enabled: 1,
    enforced: 1,
    status: 429,
    maxDynamicBuckets: 50,
    bucket: { maxTokens: 900, tokensPerFill: 900, fillIntervalMs: 1000 },
    descriptors: [
      { entries: [{ key: 'name', value: undefined }], bucket: { maxTokens: 5, fillIntervalMs: 2000 } },
      { bucket: { maxTokens: 3 } },
    ],
  });
});

describe('what nobody knows is a problem with its place', () => {
  test.each<[keyof typeof SHOP, [string, string], string]>([
    ['shop', ['timeout: 4s', '▲timeuot: 4s'], '▲ unknown-field unknown field `timeuot`'],
    ['gateway', ['hosts: [', '▲hostnames: ['], '▲ unknown-field unknown field `hostnames`'],
    ['rules', ['{ idleTimeout: 1s }', '{ ▲idleTimout: 1s }'], '▲ unknown-field unknown field `idleTimout`'],
    ['limit', ['max_tokens: 5,', '▲max_token: 5,'], '▲ unknown-field unknown field `max_token`'],
    ['limit', ['stat_prefix: limit', '▲stat_prefx: limit'], '▲ unknown-field unknown field `stat_prefx`'],
    [
      'shop',
      ['apiVersion: networking.istio.io/v1\nkind: ', 'apiVersion: networking.istio.io/v9\nkind: ▲'],
      '▲ unsupported-field VirtualService of networking.istio.io/v9 decides about requests, and is not known here',
    ],
    [
      'till',
      ['kind: VirtualService', 'kind: ▲Sidecar'],
      '▲ unsupported-field Sidecar of networking.istio.io/v1 decides about requests, and is not known here',
    ],
    [
      'limit',
      ['DRAFT_VERSION_03', '▲DRAFT_VERSION_3'],
      '▲ bad-value expected "OFF" or "DRAFT_VERSION_03", this is "DRAFT_VERSION_3"',
    ],
    [
      'gateway',
      ['protocol: HTTP ', 'protocol: ▲HTPP '],
      '▲ bad-value expected "HTTP", "HTTPS", "GRPC", "GRPC-WEB", "HTTP2", "MONGO", "TCP", "TLS" or "HTTP_PROXY", this is "HTPP"',
    ],
    [
      'shop',
      ["'(.*; )?colour=red(;.*)?'", "▲'(?=red)'"],
      '▲ bad-value not a regular expression: RE2 has no group that begins with `(?=`',
    ],
    ['shop', ['timeout: 4s', 'timeout: ▲4'], '▲ wrong-type expected a duration such as 10s, 1.5s or 250ms'],
    [
      'shop',
      ['retryOn: connect-failure', 'retryOn: ▲conect-failure'],
      '▲ bad-value nothing is known to retry on that is called `conect-failure`',
    ],
    [
      'shop',
      ['{ exact: red }', '▲{ exact: red, prefix: r }'],
      '▲ bad-value only one of `exact`, `prefix` and `regex` may stand here',
    ],
  ])('%s: %j', (file, change, expected) => {
    const found = problemsAfter(file, change);
    expect(found).toContain(expected);
  });
});

describe('what would not do what it says is a problem', () => {
  test.each<[keyof typeof SHOP, [string, string], readonly string[]]>([
    [
      'shop',
      ['subset: blue', 'subset: ▲bleu'],
      ['▲ unknown-reference shop.corner.svc.cluster.local has no subset bleu'],
    ],
    [
      'shop',
      ['{ host: shop, subset: blue', '{ host: ▲shup, subset: blue'],
      ['▲ unknown-reference no DestinationRule is for shup.corner.svc.cluster.local'],
    ],
    [
      'shop',
      ['weight: 25', 'weight: 20'],
      ['shop.yml:19:19 bad-route the weights sum to 95, not to 100: 75 + 20'],
    ],
    [
      'shop',
      [
        '{ host: shop, subset: blue, port: { number: 7000 } }\n          weight: 25',
        '{ host: shop, subset: blue }',
      ],
      ['shop.yml:21:11 bad-route one of several destinations needs a `weight`'],
    ],
    [
      'shop',
      ['gateways: [door]', 'gateways: [▲window]'],
      ['▲ unknown-reference there is no Gateway corner/window'],
    ],
    [
      'shop',
      ['hosts: [shop.test]', 'hosts: [shop.test, ▲other.test]'],
      ['▲ unknown-reference the Gateway corner/door lets no request for other.test in'],
    ],
    [
      'till',
      ['{ sourceLabels: {', '{ gateways: [mesh], ▲sourceLabels: {'],
      ['▲ bad-route beside `gateways` Istio does not look at `sourceLabels` at all'],
    ],
    [
      'shop',
      ['- headers: { x-colour: { exact: red } }', '- ▲sourceLabels: { app: shop }'],
      [
        '▲ bad-route the source of a request at a gateway is the gateway: `sourceLabels` tells no callers apart there',
      ],
    ],
    [
      'shop',
      [
        "      match:\n        - headers: { x-colour: { exact: red } }\n        - headers: { cookie: { regex: '(.*; )?colour=red(;.*)?' } }\n",
        '',
      ],
      ['shop.yml:11:7 bad-route no request can come here: an item above takes every one'],
    ],
    [
      'till',
      ['directResponse: { status', 'redirect: { uri: /x }\n      ▲directResponse: { status'],
      ['▲ bad-route `directResponse` cannot stand beside `redirect`'],
    ],
    [
      'till',
      ['\n      directResponse: { status: 421, body: { string: no till } }', ''],
      ['till.yml:10:7 bad-route this item says what to match, but not what to do'],
    ],
    [
      'till',
      ['hosts: [till]', 'hosts: [till, ▲till.corner.svc.cluster.local]'],
      ['▲ bad-route the mesh host till.corner.svc.cluster.local has two: the other one is at till.yml:5'],
    ],
    [
      'rules',
      ['- { name: blue,', '- { name: ▲red, labels: {} }\n    - { name: blue,'],
      [
        '▲ bad-route the subset red of shop.corner.svc.cluster.local has two: the other one is at rules.yml:10',
      ],
    ],
    [
      'limit',
      ['fill_interval: 2s }\n              - entries', 'fill_interval: ▲2.5s }\n              - entries'],
      [
        "▲ bad-rate-limit Envoy wants the interval of a descriptor's bucket to be a multiple of the filter's own bucket's",
      ],
    ],
    [
      'limit',
      ['entries: [{ key: name }]', 'entries: ▲[{ key: nam }]'],
      ['▲ bad-rate-limit no item of `rate_limits` makes such a descriptor: this bucket would count nothing'],
    ],
    [
      'limit',
      ['namespace: istio-system', 'namespace: ▲corner'],
      ['▲ bad-rate-limit an EnvoyFilter reaches its own namespace only, and the gateway is in istio-system'],
    ],
    [
      'limit',
      ['{ istio: ingressgateway', '▲{ istio: ingress'],
      [
        '▲ unknown-reference the filter selects no gateway: no Gateway has all of these labels in its selector',
      ],
    ],
  ])('%s: %j', (file, change, expected) => {
    expect(problemsAfter(file, change)).toEqual(expected);
  });
});

describe('what Istio obeys and the local gateway cannot', () => {
  const MIRRORS: [string, string] = [
    '    - name: closed',
    '      ▲mirrors: [{ destination: { host: till, subset: red } }]\n    - name: closed',
  ];
  const SET: [string, string] = [
    '{ add: { set-cookie: colour=red } }',
    '{ ▲set: { set-cookie: colour=red } }',
  ];

  test('is a problem at the key', () => {
    expect(problemsAfter('till', MIRRORS)).toEqual([
      '▲ unsupported-field the local gateway refuses `mirrors`',
    ]);
    expect(problemsAfter('shop', SET)).toEqual(['▲ unsupported-field the local gateway refuses `set`']);
    expect(
      problemsAfter('shop', ['retryOn: connect-failure', 'retryOn: ▲"connect-failure,5xx,503"']),
    ).toEqual(['▲ unsupported-field the local gateway cannot retry on 5xx, 503']);
    expect(problemsAfter('gateway', ['protocol: HTTP ', 'protocol: ▲HTTPS '])).toEqual([
      '▲ unsupported-field the local gateway speaks plain HTTP only, not HTTPS',
    ]);
  });

  test('is none for a mesh', () => {
    expect(problemsAfter('till', MIRRORS, { target: 'mesh' })).toEqual([]);
    expect(problemsAfter('shop', SET, { target: 'mesh' })).toEqual([]);
  });
});

test('all problems come at once, by place', () => {
  const { problems } = parseRouting(
    shopFiles({
      gateway: SHOP.gateway.replace('selector', 'selectr'),
      shop: SHOP.shop.replace('timeout', 'timeuot').replace('weight: 25', 'weight: many'),
      till: SHOP.till.replace('{ sourceLabels', '{ gateways: [mesh], sourceLabels'),
    }),
  );
  expect(problems.map(({ file, position, code }) => `${file}:${position?.line} ${code}`)).toEqual([
    'gateway.yml:4 missing-key',
    'gateway.yml:5 unknown-field',
    'shop.yml:15 unknown-field',
    'shop.yml:22 wrong-type',
    'till.yml:8 bad-route',
  ]);
});

test('a subset that selects nothing that runs is a problem, where it is known what runs', () => {
  const workloads = [
    { app: 'shop', version: 'red' },
    { app: 'till', version: 'red' },
  ];
  const { problems } = parseRouting(shopFiles(), { workloads });
  expect(problems.map(({ message }) => message)).toEqual([
    'nothing of the lab that runs as shop.corner.svc.cluster.local has the labels of subset blue',
  ]);
});

test('other kinds are left alone, and kinds that route but are not known are not', () => {
  const other = 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: x }\nspec: { anything: true }\n';
  const route = 'apiVersion: gateway.networking.k8s.io/v1\nkind: HTTPRoute\nmetadata: { name: x }\n';
  const { problems } = parseRouting([
    ...shopFiles(),
    { file: 'other.yml', text: other },
    { file: 'route.yml', text: route },
  ]);
  expect(problems).toMatchObject([
    { file: 'route.yml', code: 'unsupported-field', position: { line: 2, column: 7 } },
  ]);
});
