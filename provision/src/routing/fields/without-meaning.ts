import type { Field } from './field.ts';

const KUBERNETES = 'says where in a cluster the object counts; the local gateway is the only one there is';
const TLS = 'encryption between pods; locally everything stays on the loopback interface';
const ONE_ENDPOINT = 'chooses among the pods of a subset; locally a subset is one process';
const POOL =
  'sizes and lives of pooled connections; the local gateway keeps idle ones for a second, and as many as it needs';

/**
 * Fields that are correct and needed in a cluster and that change nothing locally. Whatever stands in a manifest is
 * obeyed, or on this list, or on the list of what is refused: nothing is passed over in silence.
 */
export const WITHOUT_MEANING: readonly Field[] = [
  { kind: 'Gateway', path: 'spec.selector', reason: KUBERNETES },
  { kind: 'Gateway', path: 'spec.servers.*.name', reason: 'a name for the reader' },
  {
    kind: 'Gateway',
    path: 'spec.servers.*.port',
    reason: 'the port of the load balancer; locally `--port` decides',
  },
  { kind: 'Gateway', path: 'spec.servers.*.bind', reason: 'an address of the pod; locally `--host` decides' },
  { kind: 'VirtualService', path: 'spec.exportTo', reason: KUBERNETES },
  { kind: 'VirtualService', path: 'spec.http.*.match.*.name', reason: 'a name for the reader' },
  {
    kind: 'VirtualService',
    path: 'spec.http.*.match.*.statPrefix',
    reason: "names one of Envoy's own statistics",
  },
  {
    kind: 'VirtualService',
    path: 'spec.http.*.retries.retryRemoteLocalities',
    reason: 'there is only one locality',
  },
  { kind: 'VirtualService', path: 'spec.http.*.retries.retryIgnorePreviousHosts', reason: ONE_ENDPOINT },
  { kind: 'DestinationRule', path: 'spec.exportTo', reason: KUBERNETES },
  { kind: 'DestinationRule', path: 'spec.trafficPolicy.connectionPool', reason: POOL },
  { kind: 'DestinationRule', path: 'spec.trafficPolicy.loadBalancer', reason: ONE_ENDPOINT },
  { kind: 'DestinationRule', path: 'spec.trafficPolicy.tls', reason: TLS },
  { kind: 'DestinationRule', path: 'spec.subsets.*.trafficPolicy.connectionPool', reason: POOL },
  { kind: 'DestinationRule', path: 'spec.subsets.*.trafficPolicy.loadBalancer', reason: ONE_ENDPOINT },
  { kind: 'DestinationRule', path: 'spec.subsets.*.trafficPolicy.tls', reason: TLS },
  {
    kind: 'EnvoyFilter',
    path: 'spec.priority',
    reason: 'the order among several filters; locally there is one',
  },
  {
    kind: 'EnvoyFilter',
    path: 'spec.configPatches.*.patch.value.typed_config.stat_prefix',
    reason: "names Envoy's own statistics",
  },
  {
    kind: 'EnvoyFilter',
    path: 'spec.configPatches.*.patch.value.typed_config.filter_enabled.runtime_key',
    reason: 'the local gateway has no runtime that could overrule the file',
  },
  {
    kind: 'EnvoyFilter',
    path: 'spec.configPatches.*.patch.value.typed_config.filter_enforced.runtime_key',
    reason: 'the local gateway has no runtime that could overrule the file',
  },
];
