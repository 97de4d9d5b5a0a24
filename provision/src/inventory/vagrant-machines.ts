import { join } from 'node:path';

import type { TemplateValue } from '../expression/template-value.ts';
import type { Place, Problem } from '../source/problem.ts';
import type { SshConfigHost } from './ssh-config.ts';
import type { Setting, VariableLayer } from './variable-layer.ts';
import type { WrittenHost, WrittenMachines } from './written-machines.ts';

/** The machines of lab.yml, by name. */
export type LabMachines = Readonly<
  Record<string, { readonly role: 'controller' | 'node'; readonly address: string }>
>;

const GROUP_OF_ROLE = { controller: 'controllers', node: 'nodes' } as const;

/** Vagrant's machines as an inventory: groups by their role in lab.yml, and `node_ip` for each. */
export function vagrantMachines(from: {
  readonly machines: LabMachines;
  readonly folder: string;
  readonly ids: ReadonlyMap<string, string>;
  readonly running: readonly SshConfigHost[];
  readonly states: ReadonlyMap<string, string>;
}): WrittenMachines {
  const { machines, folder, ids, running, states } = from;
  const place = { file: join(folder, 'Vagrantfile'), position: { line: 1, column: 1 } };
  // In the order of lab.yml; a machine that only the Vagrantfile knows comes behind.
  const order = Object.keys(machines);
  const rank = ({ name }: SshConfigHost) => (order.includes(name) ? order.indexOf(name) : order.length);
  const hosts = running
    .toSorted((a, b) => rank(a) - rank(b))
    .map((machine) =>
      writtenHost(machine, { address: machines[machine.name]?.address, id: ids.get(machine.name), place }),
    );
  const names = new Set(running.map(({ name }) => name));
  const absent = [...new Set([...order, ...ids.keys()])].filter((name) => !names.has(name));
  return {
    hosts,
    groups: groupsOf(machines),
    groupLayers: new Map(),
    folder,
    absent: new Map(
      absent.map((name) => [name, whyAbsent(name, ids.has(name) ? states.get(name) : 'not_created')]),
    ),
    whenEmpty: NO_MACHINE,
  };
}

/** The machines of lab.yml without asking who runs: for what needs names and groups only. Nothing can connect to them. */
export function plannedMachines(machines: LabMachines, folder: string): WrittenMachines {
  const running = Object.entries(machines).map(([name, { address }]) => ({
    name,
    host: address,
    port: 22,
    user: 'vagrant',
    privateKeyFile: undefined,
  }));
  return vagrantMachines({ machines, folder, ids: new Map(), running, states: new Map() });
}

function groupsOf(machines: LabMachines): WrittenMachines['groups'] {
  return Object.entries(GROUP_OF_ROLE).map(([role, name]) => ({
    name,
    hosts: Object.keys(machines).filter((machine) => machines[machine]?.role === role),
    children: [],
  }));
}

function writtenHost(
  { name, host, port, user, privateKeyFile }: SshConfigHost,
  known: { readonly address: string | undefined; readonly id: string | undefined; readonly place: Place },
): WrittenHost {
  const { address, id, place } = known;
  const setting = (value: string | number): Setting => ({ value, place });
  const nodeIp: TemplateValue = { kind: 'plain', value: address, place };
  const layer: VariableLayer = {
    variables: new Map(address === undefined ? [] : [['node_ip', nodeIp]]),
    settings: new Map([
      ['ansible_host', setting(host)],
      ['ansible_port', setting(port)],
      ['ansible_user', setting(user)],
      ...(privateKeyFile === undefined
        ? []
        : [['ansible_ssh_private_key_file', setting(privateKeyFile)] as const]),
    ]),
  };
  return { name, machineId: id, layers: [layer] };
}

function whyAbsent(name: string, state: string | undefined) {
  const isMade = state !== 'not_created' && state !== undefined;
  return {
    message: isMade ? `does not run (Vagrant says ${state})` : 'does not run: it was not made yet',
    hint: `vagrant up ${name}`,
  };
}

const NO_MACHINE: Problem = {
  code: 'no-machines',
  message: 'no machine runs',
  file: 'Vagrantfile',
  hint: '`vagrant up` makes and starts those of lab.yml; machines of your own: -i inventory.yml',
};
