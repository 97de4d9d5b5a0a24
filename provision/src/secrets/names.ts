/** The secrets of a lab: made by it, never written into a file of the user's. */
export const SECRETS = [
  { name: 'k3s_token', summary: 'lets a machine join the cluster of k3s' },
  { name: 'grafana_password', summary: 'the password of the user admin of Grafana' },
] as const;

export type SecretName = (typeof SECRETS)[number]['name'];
