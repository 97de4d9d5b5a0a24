import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Artifact } from '../../provision/src/artifacts/resolve.ts';
import { DEBIAN_FILES, PROGRAMS } from './folders.ts';
import { writeImageArchive } from './image-archive.ts';
import { namesIn, writeTarball } from './tarball.ts';

/** Writes one artifact as its publisher would give it. */
type Maker = (artifact: Artifact, path: string) => Promise<void>;

const kubernetes = ({ version }: Artifact) => join(PROGRAMS, `kubernetes-${version}`);

const program: Maker = (artifact, path) => copyFile(join(kubernetes(artifact), artifact.name), path);

/** Publishers put the architecture into the archive's name of the image; machines have it without. */
const kubernetesImage: Maker = (artifact, path) =>
  writeImageArchive(
    {
      program: join(kubernetes(artifact), artifact.name),
      reference: `registry.k8s.io/${artifact.name}-${artifact.architecture}:v${artifact.version}`,
    },
    path,
  );

/** An image that has no archive at its publisher: e2e/lab.ci.yml gives it one, under its own name. */
const otherImage: Maker = (artifact, path) =>
  writeImageArchive(
    { program: join(PROGRAMS, artifact.name, artifact.name), reference: artifact.image ?? artifact.name },
    path,
  );

/** How each artifact of lab.yml and e2e/lab.ci.yml is made, by its short name. */
export const MAKERS: Readonly<Record<string, Maker | undefined>> = {
  kubelet: program,
  kubeadm: program,
  kubectl: program,
  'kube-apiserver': kubernetesImage,
  'kube-controller-manager': kubernetesImage,
  'kube-scheduler': kubernetesImage,
  'kube-proxy': kubernetesImage,
  etcd: otherImage,
  coredns: otherImage,
  pause: otherImage,
  runc: (_artifact, path) => copyFile(join(DEBIAN_FILES, 'runc'), path),
  containerd: (_artifact, path) =>
    writeTarball(
      {
        folder: join(PROGRAMS, 'containerd'),
        prefix: 'bin',
        names: ['containerd', 'containerd-shim-runc-v2', 'ctr'],
      },
      path,
    ),
  'cni-plugins': async (_artifact, path) => {
    const folder = join(DEBIAN_FILES, 'plugins');
    await writeTarball({ folder, prefix: '.', names: await namesIn(folder) }, path);
  },
};
