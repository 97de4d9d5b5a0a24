import type { Lab } from '../lab/schema.ts';

/** What decides which parts of a lab there are. */
export type LabParts = Pick<Lab, 'cluster' | 'mesh' | 'monitoring' | 'platform'>;

/** The groups of lab.yml's `artifacts` that not every lab needs, each with when it does. A group that is not here is needed. */
const CONDITIONS: Readonly<Record<string, (lab: LabParts) => boolean>> = {
  k3s: ({ cluster }) => cluster.distribution === 'k3s',
  kubernetes: isKubeadm,
  containerd: isKubeadm,
  runc: isKubeadm,
  cni_plugins: isKubeadm,
  helm: (lab) => hasMesh(lab) || lab.monitoring || lab.platform.headlamp.enabled,
  istio: hasMesh,
  kiali: hasMesh,
  jaeger: hasMesh,
  kube_prometheus_stack: ({ monitoring }) => monitoring,
  headlamp: ({ platform }) => platform.headlamp.enabled,
};

/** Whether a lab as lab.yml describes it needs the files of a group. */
export function isNeeded(group: string, lab: LabParts): boolean {
  return CONDITIONS[group]?.(lab) ?? true;
}

function isKubeadm({ cluster }: LabParts): boolean {
  return cluster.distribution === 'kubeadm';
}

function hasMesh({ mesh }: LabParts): boolean {
  return mesh === 'istio';
}
