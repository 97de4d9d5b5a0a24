import { execa } from 'execa';

import { prometheusAt } from '../monitoring/prometheus-api.ts';
import { MACHINES, vagrantLab } from '../vagrant-lab.ts';

/** The lab of this lane. */
export const LAB = vagrantLab({
  file: 'e2e/lab.platform.yml',
  folder: '.lab/platform',
  prefix: 'remla-platform',
});

export const SITE = 'playbooks/site.yml';
export const RESET = 'playbooks/reset.yml';

/** The controller, under whose address everything answers. */
export const CONTROLLER = '192.168.61.110';

/** The cluster's Prometheus: the NodePort of lab.yml's `platform`. */
export const PROMETHEUS = prometheusAt(`http://${CONTROLLER}:30010`);

/** Where the app answers: any release. */
export const APP = `http://${CONTROLLER}:30080`;

/** A recap's count when nothing happened. */
export const NOTHING = { controller: 0, node1: 0, node2: 0 };

/** Machines with all of the lab on them. What is there already is kept, so that tests in any order can begin with this. */
export async function wholeLab(): Promise<void> {
  const running = await execa('docker', ['ps', '--quiet', '--filter', 'name=^remla-platform-']);
  if (running.stdout.split('\n').filter(Boolean).length < MACHINES.length) await LAB.up();
  await LAB.provisioned(SITE);
}
