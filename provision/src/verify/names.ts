/** Everything that `lab verify` looks at, in the order in which it is shown, and what is looked for. */
export const CHECKS = {
  machines: 'each machine answers over SSH, and is well',
  kubeconfig: "the cluster's API answers",
  nodes: 'each machine is a node that is ready (k3s or kubeadm)',
  pods: 'each release of app and model-service has its pods',
  services: 'each process of `npm start` is ready',
  app: 'the page and each release answer',
  routing: 'the routing objects of the cluster say what kubernetes/ says',
  weights: 'new sessions are split as lab.yml says',
  stickiness: 'a session stays with its release',
  pairing: 'an app release is answered by the model-service of the same release',
  limit: 'one request too many is refused, another client is not, a token comes back',
  istio: 'istiod, its CNI plugin and the ingress gateway run',
  injection: 'each pod of the app has a sidecar',
  prometheus: 'it answers',
  targets: 'all that it scrapes of the lab is up, each release among it',
  rules: 'the rules of kubernetes/ are loaded and evaluated',
  grafana: 'it answers, lets admin in, and reaches Prometheus',
  dashboards: 'each of ours can be opened',
  kiali: 'it answers, and reaches Prometheus, Grafana and Jaeger',
  jaeger: 'it answers, and has traces of the app',
  headlamp: 'it answers over https, and knows the cluster',
} as const;

export type CheckName = keyof typeof CHECKS;

/** All names, in order. */
export const CHECK_NAMES = Object.keys(CHECKS) as readonly CheckName[];
