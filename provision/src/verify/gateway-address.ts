import type { V1Service } from '@kubernetes/client-node';

/** Where a gateway lets requests in. */
export interface GatewayAddress {
  readonly host: string;
  readonly port: number;
}

/** The port of plain HTTP at Istio's ingress gateway. */
const HTTP = 80;

/**
 * Where Istio's ingress gateway answers: at port 80 of the address that a load balancer gives it, else at a port of every
 * machine; where nothing is known of it, where it should be: port 80 of the controller.
 */
export function gatewayAddress(service: V1Service | undefined, controller: string): GatewayAddress {
  const addresses = (service?.status?.loadBalancer?.ingress ?? []).flatMap(({ ip }) => ip ?? []);
  const [first] = addresses;
  if (first !== undefined) {
    return { host: addresses.includes(controller) ? controller : first, port: HTTP };
  }
  const nodePort = service?.spec?.ports?.find(({ port }) => port === HTTP)?.nodePort;
  return { host: controller, port: nodePort ?? HTTP };
}
