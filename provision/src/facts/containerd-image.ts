import { about } from '../modules/fact.ts';
import type { FactFamily, MachineFact } from '../modules/fact.ts';
import { sh } from '../shell/command.ts';

/** The namespace of containerd in which Kubernetes has its images. */
export const KUBERNETES_NAMESPACE = 'k8s.io';

/** That of k3s's own containerd, beside which a machine may have another one. */
const K3S_SOCKET = '/run/k3s/containerd/containerd.sock';

/** A shell function `lab_ctr`: asks the containerd that runs the pods of the machine, in Kubernetes' namespace. */
export const LAB_CTR = sh`lab_ctr() {
  if [ -S ${K3S_SOCKET} ]; then k3s ctr -n ${KUBERNETES_NAMESPACE} "$@"; else ctr -n ${KUBERNETES_NAMESPACE} "$@"; fi
}`;

/** A label of an image: the SHA-256 of the archive that it was loaded from, a dot, and the digest that it had then. */
export const LOADED_LABEL = 'remla-lab.loaded';

/** What containerd knows under the name of an image. */
export type ContainerdImage =
  | { readonly kind: 'missing' }
  /** containerd does not answer. */
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'found';
      /** Of its manifest: `sha256:…`. */
      readonly digest: string;
      /** The SHA-256 of the archive that gave it; undefined for an image that came another way, or was replaced since. */
      readonly archive: string | undefined;
    };

const CONTAINERD_IMAGE: FactFamily<string, ContainerdImage> = {
  name: 'containerd-image',
  programs: ['ctr'],
  steadiness: 'settled',
  script: () =>
    sh`${LAB_CTR}
lab_said=$(lab_ctr images ls 2>&1) && echo listed || echo refused; printf '%s\\n' "$lab_said"`,
  parse: (stdout, names) => {
    const [outcome, ...rows] = stdout.toString().split('\n');
    if (outcome !== 'listed') {
      const reason = rows.join('\n').trim();
      return names.map(() => ({ kind: 'refused', reason }));
    }
    const images = new Map(rows.map((row) => [row.split(/\s+/, 1)[0] ?? '', row]));
    return names.map((name) => readRow(images.get(name)));
  },
};

/** What containerd knows under the name of an image, in Kubernetes' namespace. */
export function containerdImage(name: string): MachineFact<ContainerdImage> {
  return about(CONTAINERD_IMAGE, name);
}

/** Name, type, digest, size, platforms, labels; sizes have spaces in them. */
function readRow(row: string | undefined): ContainerdImage {
  const digest = row === undefined ? undefined : / (sha256:[0-9a-f]{64}) /.exec(row)?.[1];
  if (row === undefined || digest === undefined) return { kind: 'missing' };
  const [, archive, digestThen] =
    new RegExp(`[ ,]${LOADED_LABEL}=([0-9a-f]{64})\\.([0-9a-f]{64})`).exec(row) ?? [];
  const isSame = digest === `sha256:${digestThen}`;
  return { kind: 'found', digest, archive: isSame ? archive : undefined };
}
