import { expect, test } from 'vitest';
import type { z } from 'zod';

import { SPECS } from '../read-objects.ts';
import type { Kind } from '../read-objects.ts';
import { REFUSED } from './refused.ts';
import { WITHOUT_MEANING } from './without-meaning.ts';

// What the local gateway obeys. A field that the schemas learn must come here, or on one of the two lists.
const OBEYED: Readonly<Record<Exclude<Kind, 'Service'>, readonly string[]>> = {
  Gateway: ['servers.*.hosts'],
  VirtualService: [
    'hosts',
    'gateways',
    'http.*.name',
    ...[
      'uri',
      'ignoreUriCase',
      'scheme',
      'method',
      'authority',
      'headers',
      'withoutHeaders',
      'queryParams',
      'port',
    ].map((field) => `http.*.match.*.${field}`),
    ...['gateways', 'sourceLabels', 'sourceNamespace'].map((field) => `http.*.match.*.${field}`),
    ...['destination', 'weight', 'headers'].map((field) => `http.*.route.*.${field}`),
    ...['uri', 'authority', 'scheme', 'port', 'redirectCode'].map((field) => `http.*.redirect.${field}`),
    'http.*.directResponse',
    ...['uri', 'authority'].map((field) => `http.*.rewrite.${field}`),
    'http.*.timeout',
    ...['attempts', 'perTryTimeout', 'retryOn', 'backoff'].map((field) => `http.*.retries.${field}`),
    'http.*.headers',
  ],
  DestinationRule: [
    'host',
    'subsets.*.name',
    'subsets.*.labels',
    ...['trafficPolicy', 'subsets.*.trafficPolicy'].flatMap((policy) =>
      [
        'consecutive5xxErrors',
        'consecutiveGatewayErrors',
        'interval',
        'baseEjectionTime',
        'maxEjectionPercent',
      ].map((field) => `${policy}.outlierDetection.${field}`),
    ),
  ],
  EnvoyFilter: [
    'workloadSelector',
    'configPatches.*.applyTo',
    'configPatches.*.match',
    'configPatches.*.patch.operation',
    'configPatches.*.patch.value.name',
    ...[
      '@type',
      'xff_num_trusted_hops',
      'status',
      'token_bucket',
      'enable_x_ratelimit_headers',
      'filter_enabled.default_value',
      'filter_enforced.default_value',
      'response_headers_to_add',
      'rate_limits',
      'descriptors',
      'always_consume_default_token_bucket',
      'max_dynamic_descriptors',
      'local_rate_limit_per_downstream_connection',
    ].map((field) => `configPatches.*.patch.value.typed_config.${field}`),
  ],
};

/** Every field that a schema knows, as paths with dots; `*` for items and for keys that anybody may choose. */
function fieldsOf(schema: z.core.$ZodType, path: string): readonly string[] {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  const below = (key: string) => (path === '' ? key : `${path}.${key}`);
  switch (def.type) {
    case 'object':
      return Object.entries(def.shape).flatMap(([key, value]) => fieldsOf(value, below(key)));
    case 'array':
      return fieldsOf(def.element, below('*'));
    case 'union':
      return def.options.flatMap((option) => fieldsOf(option, path));
    case 'optional':
    case 'default':
      return fieldsOf(def.innerType, path);
    case 'pipe':
      return fieldsOf(def.in, path);
    default:
      return [path];
  }
}

test.each(Object.keys(OBEYED) as (keyof typeof OBEYED)[])(
  'every field of a %s is obeyed, or on a list',
  (kind) => {
    const listed = [...WITHOUT_MEANING, ...REFUSED].filter((each) => each.kind === kind);
    const known = [...OBEYED[kind], ...listed.map(({ path }) => path.replace(/^spec\./, ''))];
    const fields = new Set(fieldsOf(SPECS[kind], ''));
    const isUnder = (field: string, path: string) => field === path || field.startsWith(`${path}.`);
    expect([...fields].filter((field) => !known.some((path) => isUnder(field, path)))).toEqual([]);
    expect(known.filter((path) => ![...fields].some((field) => isUnder(field, path)))).toEqual([]);
  },
);
