import { controllerOf, nodeAddress } from '../inventory/node-address.ts';
import type { LoadedInventory } from '../inventory/load-inventory.ts';
import type { Lab } from '../lab/schema.ts';
import { platformAddresses } from './platform-addresses.ts';

/** Where everything is, as lab.yml and the inventory promise it. */
export interface LabInfo {
  readonly machines: readonly { readonly name: string; readonly address: string; readonly role: string }[];
  readonly cluster: { readonly distribution: string; readonly version: string; readonly kubeconfig: string };
  readonly addresses: readonly Address[];
}

/** One thing that a browser or curl opens. */
export interface Address {
  readonly name: string;
  readonly url: string;
  /** What has to be there for it, or whom to log in as. */
  readonly note?: string;
}

/** @param kubeconfig its path, absolute */
export function describeLab(lab: Lab, inventory: LoadedInventory, kubeconfig: string): LabInfo {
  const controller = controllerOf(inventory);
  const address = controller && nodeAddress(controller, inventory);
  const { distribution } = lab.cluster;
  return {
    machines: inventory.inventory.hosts.map((host) => ({
      name: host.name,
      address: nodeAddress(host, inventory),
      role: host.name === controller?.name ? 'controller' : 'node',
    })),
    cluster: {
      distribution,
      version: lab.artifacts[distribution === 'k3s' ? 'k3s' : 'kubernetes']?.version ?? '',
      kubeconfig,
    },
    addresses:
      address === undefined ? [] : [...appAddresses(lab, address), ...platformAddresses(lab, address)],
  };
}

function appAddresses({ app, mesh }: Lab, controller: string): readonly Address[] {
  const port = mesh === 'istio' ? '' : `:${app.node_port}`;
  return [
    { name: 'app', url: `http://${app.host}${port}`, note: '`lab hosts --add` makes the name known' },
    // The ingress gateway serves the app's host alone; a NodePort asks for none.
    ...(mesh === 'istio' ? [] : [{ name: 'app', url: `http://${controller}${port}` }]),
  ];
}

/** As text; ends with a line break. */
export function renderInfo({ machines, cluster, addresses }: LabInfo): string {
  const rows = [
    ...addresses.map(({ name, url, note }) => [name, note === undefined ? url : `${url}  (${note})`]),
    ['cluster', `Kubernetes ${cluster.version} (${cluster.distribution})`],
    ['kubectl', `export KUBECONFIG=${cluster.kubeconfig}`],
    ...machines.map(({ name, address, role }) => [name, `${address}  ${role}  (lab ssh ${name})`]),
  ];
  const width = Math.max(...rows.map(([name = '']) => name.length));
  return rows.map(([name = '', text = '']) => `${name.padEnd(width)}  ${text}\n`).join('');
}
