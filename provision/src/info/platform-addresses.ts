import type { Lab } from '../lab/schema.ts';
import type { Address } from './describe-lab.ts';

/** What of the platform a browser opens, as lab.yml says which of it is there. `controller`: its address. */
export function platformAddresses(
  { platform, mesh, monitoring }: Pick<Lab, 'platform' | 'mesh' | 'monitoring'>,
  controller: string,
): readonly Address[] {
  const { prometheus, grafana, kiali, jaeger, headlamp } = platform;
  const at = (port: number) => `http://${controller}:${port}`;
  return [
    ...(monitoring
      ? [
          { name: 'prometheus', url: at(prometheus.node_port) },
          {
            name: 'grafana',
            url: at(grafana.node_port),
            note: 'user admin; `lab info --password` shows the password',
          },
        ]
      : []),
    ...(mesh === 'istio'
      ? [
          {
            name: 'kiali',
            url: `${at(kiali.node_port)}/kiali`,
            note: 'no login; it shows, and changes nothing',
          },
          { name: 'jaeger', url: at(jaeger.node_port) },
        ]
      : []),
    ...(headlamp.enabled
      ? [
          {
            name: 'headlamp',
            url: `https://${controller}:${headlamp.node_port}`,
            note: '`lab info --token` makes a token; the certificate is the lab’s own, so the browser asks',
          },
        ]
      : []),
  ];
}
