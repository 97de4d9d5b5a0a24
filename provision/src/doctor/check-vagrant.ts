import type { Lab } from '../lab/schema.ts';
import { contains } from '../lab/subnet.ts';
import type { Computer } from './computer.ts';
import { advice, ok, problem } from './finding.ts';
import type { Finding } from './finding.ts';

/** Where the Vagrantfile stops being understood. */
const OLDEST_VAGRANT = [2, 3, 4] as const;

/** The networks that VirtualBox gives without being asked (VirtualBox manual, 6.7). */
const VIRTUALBOX_NETWORKS = ['192.168.56.0/21'] as const;
const VIRTUALBOX_NETWORKS_FILE = '/etc/vbox/networks.conf';

export type Provider = 'virtualbox' | 'libvirt' | 'docker';

/** Vagrant, the providers that are there, and whether VirtualBox gives the addresses of lab.yml. */
export async function checkVagrant(
  computer: Computer,
  lab: Lab,
): Promise<{ readonly findings: readonly Finding[]; readonly providers: readonly Provider[] }> {
  const [vagrant, providers] = await Promise.all([
    computer.ask('vagrant', ['--version']),
    findProviders(computer),
  ]);
  const findings = [judgeVagrant(vagrant), judgeProviders(providers, computer)];
  const isVirtualBox = providers.includes('virtualbox');
  return {
    providers,
    findings: isVirtualBox ? [...findings, await judgeAddresses(computer, lab)] : findings,
  };
}

function judgeVagrant(printed: string | undefined): Finding {
  const cure =
    'install Vagrant 2.4 (vagrantup.com), or use machines of your own: lab provision -i inventory.yml';
  const version = /(\d+)\.(\d+)\.(\d+)/.exec(printed ?? '');
  if (!version) return problem('Vagrant', 'it is not installed', cure);
  const numbers = version.slice(1).map(Number);
  const difference = numbers
    .map((part, index) => part - (OLDEST_VAGRANT[index] ?? 0))
    .find((part) => part !== 0);
  if ((difference ?? 0) < 0) return problem('Vagrant', `${version[0]} is too old: 2.3.4 at least`, cure);
  return ok('Vagrant', version[0]);
}

/** In the order in which Vagrant tries them. */
async function findProviders({ ask }: Computer): Promise<readonly Provider[]> {
  const [virtualbox, libvirt, docker] = await Promise.all([
    ask('VBoxManage', ['--version']),
    ask('virsh', ['--version']),
    ask('docker', ['version', '--format', '{{.Server.Version}}']),
  ]);
  const found = { virtualbox, libvirt, docker };
  return (['virtualbox', 'libvirt', 'docker'] as const).filter((name) => found[name] !== undefined);
}

function judgeProviders(providers: readonly Provider[], { environment, platform }: Computer): Finding {
  const wished = environment['VAGRANT_DEFAULT_PROVIDER'];
  if (wished !== undefined && !providers.some((name) => name === wished)) {
    return problem(
      'provider',
      `VAGRANT_DEFAULT_PROVIDER asks for ${wished}, which does not answer`,
      providers.length > 0
        ? `unset it, or: vagrant up --provider=${providers.join(' or ')}`
        : 'start or install it',
    );
  }
  const [first] = providers;
  if (first === undefined) {
    return problem(
      'provider',
      'neither VirtualBox nor libvirt nor Docker answers',
      platform === 'linux'
        ? 'install VirtualBox 7 or Docker Engine; where Docker is installed, is it running, and may you use it (group docker)?'
        : 'install VirtualBox 7 or Docker Desktop, and start it',
    );
  }
  const others = providers.filter((name) => name !== first);
  return ok('provider', others.length === 0 ? first : `${first} (also there: ${others.join(', ')})`);
}

async function judgeAddresses({ read }: Computer, { machines }: Lab): Promise<Finding> {
  const written = await read(VIRTUALBOX_NETWORKS_FILE);
  const allowed = written === undefined ? VIRTUALBOX_NETWORKS : allowedNetworks(written);
  const refused = Object.entries(machines).filter(
    ([, { address }]) => !allowed.some((network) => network === 'all' || contains(network, address)),
  );
  if (refused.length === 0) return ok('addresses', 'VirtualBox allows those of lab.yml');
  const names = refused.map(([name, { address }]) => `${name} ${address}`).join(', ');
  return advice(
    'addresses',
    `VirtualBox does not allow ${names}`,
    `choose addresses in ${VIRTUALBOX_NETWORKS[0]}, or allow others: echo '* 192.168.0.0/16' | sudo tee ${VIRTUALBOX_NETWORKS_FILE}`,
  );
}

/** The lines `* NETWORK…` of networks.conf. */
function allowedNetworks(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const [star, ...networks] = line.trim().split(/\s+/);
    return star === '*' ? networks.filter((network) => network === 'all' || network.includes('.')) : [];
  });
}
