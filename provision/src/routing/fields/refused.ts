import type { Field } from './field.ts';

const LISTENER = 'the local gateway speaks plain HTTP only';
const REPLACES =
  'it would replace every value that the application itself sends (each of its cookies, for one): write `add`';
const TWICE = 'the local gateway sends no request twice';

/** Fields that Istio obeys and the local gateway cannot, or will not: each of them is a problem at start. */
export const REFUSED: readonly Field[] = [
  { kind: 'Gateway', path: 'spec.servers.*.tls', reason: LISTENER },
  {
    kind: 'Gateway',
    path: 'spec.servers.*.defaultEndpoint',
    reason: 'the local gateway forwards by routes only',
  },
  { kind: 'VirtualService', path: 'spec.tcp', reason: LISTENER },
  { kind: 'VirtualService', path: 'spec.tls', reason: LISTENER },
  { kind: 'VirtualService', path: 'spec.http.*.headers.response.set', reason: REPLACES },
  { kind: 'VirtualService', path: 'spec.http.*.route.*.headers.response.set', reason: REPLACES },
  { kind: 'VirtualService', path: 'spec.http.*.mirrors', reason: TWICE },
  { kind: 'VirtualService', path: 'spec.http.*.mirror', reason: TWICE },
  { kind: 'VirtualService', path: 'spec.http.*.mirrorPercentage', reason: TWICE },
  { kind: 'VirtualService', path: 'spec.http.*.mirrorPercent', reason: TWICE },
  { kind: 'VirtualService', path: 'spec.http.*.mirror_percent', reason: TWICE },
  { kind: 'VirtualService', path: 'spec.http.*.fault', reason: 'the local gateway injects no faults' },
  {
    kind: 'VirtualService',
    path: 'spec.http.*.corsPolicy',
    reason: 'the local gateway leaves CORS to the services',
  },
  {
    kind: 'VirtualService',
    path: 'spec.http.*.delegate',
    reason: 'the local gateway reads no delegated routes',
  },
  { kind: 'VirtualService', path: 'spec.http.*.redirect.derivePort', reason: 'write the port out' },
  {
    kind: 'VirtualService',
    path: 'spec.http.*.rewrite.uriRegexRewrite',
    reason: 'the local gateway rewrites a prefix or the whole path, by `uri`',
  },
  {
    kind: 'DestinationRule',
    path: 'spec.workloadSelector',
    reason: 'a rule for some callers only is not known to the local gateway',
  },
  ...['spec.trafficPolicy', 'spec.subsets.*.trafficPolicy'].flatMap((policy): readonly Field[] =>
    Object.entries({
      portLevelSettings: 'the local gateway knows one port a service',
      tunnel: LISTENER,
      proxyProtocol: LISTENER,
      retryBudget: 'the local gateway counts attempts, not budgets',
      'loadBalancer.consistentHash': 'the local gateway keeps no request on one endpoint',
      'loadBalancer.localityLbSetting': 'the local gateway knows no localities',
      'outlierDetection.consecutiveErrors': 'Istio gave it up: write consecutive5xxErrors',
      'outlierDetection.consecutiveLocalOriginFailures': 'the local gateway counts all failures together',
      'outlierDetection.splitExternalLocalOriginErrors': 'the local gateway counts all failures together',
      'outlierDetection.minHealthPercent': 'the local gateway never sends to an endpoint that it took out',
    }).map(([field, reason]) => ({ kind: 'DestinationRule', path: `${policy}.${field}`, reason })),
  ),
];
