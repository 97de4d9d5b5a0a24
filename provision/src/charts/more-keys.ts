import type { ValueType } from './chart-keys.ts';

/** Keys that charts take, and that neither their values.yaml nor their schema has. */
export interface MoreKeys {
  readonly charts: readonly string[];
  /** Who documents them. */
  readonly source: string;
  /** Types by the key's path, with dots; `\.` is a dot of a key. */
  readonly keys: Readonly<Record<string, ValueType>>;
}

/**
 * Kept by hand: what upstream documents elsewhere. With it, everything that the lab sets is known, and what a user is likely
 * to set.
 */
export const MORE_KEYS: readonly MoreKeys[] = [
  {
    charts: ['istio-base', 'istio-cni', 'istiod', 'istio-gateway'],
    source: 'Istio 1.30, templates/zzz_profile.yaml: which files/profile-*.yaml is merged over the defaults',
    keys: { profile: 'text', platform: 'text', compatibilityVersion: 'text', 'global.platform': 'text' },
  },
  {
    charts: ['istiod'],
    source:
      'values.yaml: all options are those of https://istio.io/docs/reference/config/istio.mesh.v1alpha1/',
    keys: { meshConfig: 'map' },
  },
  {
    charts: ['grafana'],
    source:
      'README of the chart (service.nodePort); values.yaml: what is in grafana.ini is turned into that file',
    keys: { 'service.nodePort': 'number', 'grafana\\.ini': 'map' },
  },
  {
    charts: ['kiali-server'],
    source:
      'https://kiali.io/docs/configuration/kialis.kiali.io: the chart passes on what it does not read itself',
    keys: {
      custom_dashboards: 'list',
      'external_services.grafana.auth.ca_file': 'text',
      'external_services.grafana.auth.insecure_skip_verify': 'boolean',
      'external_services.grafana.auth.password': 'text',
      'external_services.grafana.auth.token': 'text',
      'external_services.grafana.auth.type': 'text',
      'external_services.grafana.auth.use_kiali_token': 'boolean',
      'external_services.grafana.auth.username': 'text',
      'external_services.grafana.dashboards': 'list',
      'external_services.grafana.datasource_uid': 'text',
      'external_services.grafana.enabled': 'boolean',
      'external_services.grafana.external_url': 'text',
      'external_services.grafana.health_check_url': 'text',
      'external_services.grafana.internal_url': 'text',
      'external_services.grafana.is_core': 'boolean',
      'external_services.perses': 'map',
      'external_services.prometheus.auth': 'map',
      'external_services.prometheus.cache_duration': 'number',
      'external_services.prometheus.cache_enabled': 'boolean',
      'external_services.prometheus.cache_expiration': 'number',
      'external_services.prometheus.custom_headers': 'map',
      'external_services.prometheus.health_check_url': 'text',
      'external_services.prometheus.is_core': 'boolean',
      'external_services.prometheus.query_scope': 'map',
      'external_services.prometheus.thanos_proxy': 'map',
      'external_services.prometheus.url': 'text',
      'external_services.tracing.auth': 'map',
      'external_services.tracing.custom_headers': 'map',
      'external_services.tracing.disable_version_check': 'boolean',
      'external_services.tracing.enabled': 'boolean',
      'external_services.tracing.external_url': 'text',
      'external_services.tracing.grpc_port': 'number',
      'external_services.tracing.health_check_url': 'text',
      'external_services.tracing.internal_url': 'text',
      'external_services.tracing.is_core': 'boolean',
      'external_services.tracing.namespace_selector': 'boolean',
      'external_services.tracing.provider': 'text',
      'external_services.tracing.query_scope': 'map',
      'external_services.tracing.query_timeout': 'number',
      'external_services.tracing.tempo_config': 'map',
      'external_services.tracing.use_grpc': 'boolean',
      'external_services.tracing.whitelist_istio_system': 'list',
      health_config: 'map',
      istio_labels: 'map',
      'kiali_feature_flags.ui_defaults': 'map',
      kubernetes_config: 'map',
      'login_token.expiration_seconds': 'number',
      'server.address': 'text',
      'server.profiler': 'map',
      'server.web_fqdn': 'text',
      'server.web_history_mode': 'text',
      'server.web_port': 'text',
      'server.web_schema': 'text',
    },
  },
];
