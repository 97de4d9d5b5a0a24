import type { SourceFile } from '../../source/yaml.ts';

/** Invented manifests: a shop at a gateway, whose releases `red` and `blue` each ask their own till. */
export const SHOP = {
  gateway: `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: door, namespace: corner }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 80, name: http, protocol: HTTP }
      hosts: [shop.test]
`,
  shop: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: shop, namespace: corner }
spec:
  hosts: [shop.test]
  gateways: [door]
  http:
    - name: forced
      match:
        - headers: { x-colour: { exact: red } }
        - headers: { cookie: { regex: '(.*; )?colour=red(;.*)?' } }
      route:
        - destination: { host: shop, subset: red, port: { number: 7000 } }
    - name: drawn
      timeout: 4s
      retries: { attempts: 1, perTryTimeout: 1.5s, retryOn: connect-failure }
      route:
        - destination: { host: shop, subset: red, port: { number: 7000 } }
          weight: 75
          headers: { response: { add: { set-cookie: colour=red } } }
        - destination: { host: shop, subset: blue, port: { number: 7000 } }
          weight: 25
          headers: { response: { add: { set-cookie: colour=blue } } }
`,
  till: `apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: { name: till, namespace: corner }
spec:
  hosts: [till]
  http:
    - name: pair-red
      match: [{ sourceLabels: { app: shop, version: red } }]
      route: [{ destination: { host: till, subset: red, port: { number: 7001 } } }]
    - name: closed
      directResponse: { status: 421, body: { string: no till } }
`,
  rules: `apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: shop, namespace: corner }
spec:
  host: shop
  trafficPolicy:
    connectionPool: { http: { idleTimeout: 1s } }
    outlierDetection: { consecutive5xxErrors: 3, interval: 5s, baseEjectionTime: 20s, maxEjectionPercent: 50 }
  subsets:
    - { name: red, labels: { version: red } }
    - { name: blue, labels: { version: blue } }
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: { name: till, namespace: corner }
spec:
  host: till
  subsets: [{ name: red, labels: { version: red } }]
`,
  limit: `apiVersion: networking.istio.io/v1alpha3
kind: EnvoyFilter
metadata: { name: limit, namespace: istio-system }
spec:
  workloadSelector: { labels: { istio: ingressgateway } }
  priority: 10
  configPatches:
    - applyTo: HTTP_FILTER
      match:
        context: GATEWAY
        listener:
          filterChain:
            filter:
              name: envoy.filters.network.http_connection_manager
              subFilter: { name: envoy.filters.http.router }
      patch:
        operation: INSERT_BEFORE
        value:
          name: envoy.filters.http.local_ratelimit
          typed_config:
            '@type': type.googleapis.com/envoy.extensions.filters.http.local_ratelimit.v3.LocalRateLimit
            stat_prefix: limit
            filter_enabled: { default_value: { numerator: 100 } }
            filter_enforced: { default_value: { numerator: 100 } }
            enable_x_ratelimit_headers: DRAFT_VERSION_03
            token_bucket: { max_tokens: 900, tokens_per_fill: 900, fill_interval: 1s }
            always_consume_default_token_bucket: false
            max_dynamic_descriptors: 50
            rate_limits:
              - actions: [{ request_headers: { header_name: X-Name, descriptor_key: name } }]
              - actions:
                  - header_value_match:
                      descriptor_key: nameless
                      descriptor_value: 'yes'
                      expect_match: false
                      headers: [{ name: x-name, present_match: true }]
                  - remote_address: {}
            descriptors:
              - entries: [{ key: name }]
                token_bucket: { max_tokens: 5, tokens_per_fill: 1, fill_interval: 2s }
              - entries: [{ key: nameless, value: 'yes' }, { key: remote_address }]
                token_bucket: { max_tokens: 3, tokens_per_fill: 1, fill_interval: 2s }
`,
} as const;

/** The shop's manifests as files (`shop.yml`, …), with some of them replaced; undefined takes one away. */
export function shopFiles(
  changes: Readonly<Partial<Record<keyof typeof SHOP, string | undefined>>> = {},
): readonly SourceFile[] {
  return Object.entries({ ...SHOP, ...changes }).flatMap(([name, text]) =>
    text === undefined ? [] : [{ file: `${name}.yml`, text }],
  );
}
