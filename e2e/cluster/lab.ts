import { execa } from 'execa';

import type { Run } from '../provision-run.ts';
import { LANE_FILES } from '../tools/lanes.ts';
import { MACHINES, vagrantLab } from '../vagrant-lab.ts';
import { LANE, THIS_LAB } from './distribution.ts';

/** The lab of this lane. */
export const LAB = vagrantLab({
  file: LANE_FILES[LANE],
  folder: `.lab/${LANE}`,
  prefix: THIS_LAB.vagrant.prefix,
});

export const BASE = 'playbooks/base.yml';
export const CLUSTER = 'playbooks/cluster.yml';
export const DEPLOY = 'playbooks/deploy.yml';
export const RESET = 'playbooks/reset.yml';
export const SITE = 'playbooks/site.yml';
/** Ours: the machines leave their cluster, programs and images stay on them. */
export const LEAVE = 'e2e/cluster/playbooks/leave.yml';

/** A recap's count when nothing happened. */
export const NOTHING = { controller: 0, node1: 0, node2: 0 };

/** A run that must go well. @throws {Error} with the failures' messages */
export const { provisioned } = LAB;

/** Machines, whatever is on them. */
export async function machinesUp(): Promise<void> {
  const running = await execa('docker', ['ps', '--quiet', '--filter', `name=^${THIS_LAB.vagrant.prefix}-`]);
  if (running.stdout.split('\n').filter(Boolean).length < MACHINES.length) await LAB.up();
}

/** Machines with all of the lab on them. What is there already is kept, so that tests in any order can begin with this. */
export async function wholeLab(): Promise<void> {
  await machinesUp();
  await provisioned(SITE);
}

/** The port of the loopback interface under which a machine publishes the app's NodePort. */
export async function appOrigin(): Promise<string> {
  const { stdout } = await execa('docker', ['port', LAB.containerOf('controller'), '30080/tcp']);
  return `http://${stdout.split('\n')[0] ?? ''}`;
}

/** How long a run took, in seconds: its connections and all that came after, without the start of `lab` itself. */
export function secondsOf({ events, stderr }: Run): number {
  const [first] = events;
  const last = events.at(-1);
  if (!first || !last) throw new Error(`the run said nothing: ${stderr}`);
  return (last.atMs - first.atMs) / 1000;
}
