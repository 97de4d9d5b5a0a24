import { addressOf } from '../hosts-file/entry.ts';
import { hostsFileOf } from '../hosts-file/file.ts';
import type { Lab } from '../lab/schema.ts';
import { contains } from '../lab/subnet.ts';
import type { Computer } from './computer.ts';
import { advice, ok } from './finding.ts';
import type { Finding } from './finding.ts';

/** Interfaces that the providers themselves make for the machines' network. */
const OF_PROVIDERS = /^(vboxnet|virbr|br-|docker|bridge)/;
/** The gateway's port and those of the services behind it. */
const LOCAL_PORTS = 6;

/** Whether the machines' addresses and our ports are free, and the app's name is known. */
export async function checkNetwork(computer: Computer, lab: Lab): Promise<readonly Finding[]> {
  return [judgeNetwork(computer, lab), await judgePorts(computer, lab), await judgeName(computer, lab)];
}

function judgeNetwork({ interfaces }: Computer, { machines }: Lab): Finding {
  const clash = interfaces.find(
    ({ name, cidr }) =>
      !OF_PROVIDERS.test(name) && Object.values(machines).some(({ address }) => contains(cidr, address)),
  );
  if (!clash) return ok('network', "no other network of this computer has the machines' addresses");
  return advice(
    'network',
    `${clash.name} (${clash.cidr}) has the machines' addresses too`,
    'leave that network (a VPN?), or give the machines other addresses in a file of yours (--lab)',
  );
}

async function judgePorts({ isPortFree }: Computer, { local }: Lab): Promise<Finding> {
  const ports = Array.from({ length: LOCAL_PORTS }, (_, index) => local.port + index);
  const free = await Promise.all(ports.map((port) => isPortFree(local.host, port)));
  const taken = ports.filter((_, index) => free[index] === false);
  const range = `${ports[0]}–${ports.at(-1)}`;
  if (taken.length === 0) return ok('ports', `${range} are free for \`npm start\``);
  return advice(
    'ports',
    `${taken.join(', ')} of ${range} ${taken.length === 1 ? 'is' : 'are'} taken (by a lab that runs?)`,
    'matters for `npm start` alone: end what listens there, or npm start -- --port 9090',
  );
}

async function judgeName(computer: Computer, { app, machines }: Lab): Promise<Finding> {
  const file = hostsFileOf(computer.platform, computer.environment);
  const controller = Object.values(machines).find(({ role }) => role === 'controller');
  const known = addressOf((await computer.read(file)) ?? '', app.host);
  if (known !== undefined && known === controller?.address) return ok('name', `${app.host} is ${known}`);
  return advice(
    'name',
    known === undefined ? `${app.host} is not in ${file}` : `${app.host} is ${known} in ${file}`,
    'lab hosts --add (needs sudo); without it the app answers by address alone',
  );
}
