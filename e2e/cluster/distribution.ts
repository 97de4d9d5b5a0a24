import { clusterGroup, laneLab } from '../tools/labs.ts';

/**
 * Which lab file these tests are about: e2e/lab.ci.yml (kubeadm), or e2e/lab.k3s.yml. e2e/k3s/vitest.config.ts sets the variable
 * for the second.
 */
export const LANE = process.env['CLUSTER_LANE'] === 'k3s' ? 'k3s' : 'cluster';

/** The lab of these tests, read once. */
export const THIS_LAB = await laneLab(LANE);

/** The group of `artifacts` that makes the cluster. */
export const GROUP = clusterGroup(THIS_LAB);

const IS_K3S = GROUP === 'k3s';

/** The pin of the cluster, which its nodes report. */
export const VERSION = THIS_LAB.artifacts[GROUP]?.version ?? '';

/** The addresses of the controller and the nodes. */
export const ADDRESSES = Object.values(THIS_LAB.machines).map(({ address }) => address);
export const [CONTROLLER_ADDRESS = ''] = ADDRESSES;

/** The unit that makes the controller a node. */
export const CONTROLLER_UNIT = IS_K3S ? 'k3s' : 'kubelet';

/** All units of the machines that the lab could restart. */
export const UNITS = `${IS_K3S ? 'k3s k3s-agent' : 'containerd kubelet'} ssh systemd-journald`;
