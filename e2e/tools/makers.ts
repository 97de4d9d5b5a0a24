import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { Artifact } from '../../provision/src/artifacts/resolve.ts';
import { packChart } from '../platform/charts/pack.ts';
import { DEBIAN_FILES, PROGRAMS } from './folders.ts';
import { writeImageArchive } from './image-archive.ts';
import { writeK3s, writeK3sImages } from './k3s.ts';
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

/** A program of the operator's module, as an image: the operator starts its reloader by its path. */
const operatorImage =
  (name: string): Maker =>
  (artifact, path) =>
    writeImageArchive(
      {
        program: join(PROGRAMS, 'prometheus-operator', name),
        reference: artifact.image ?? artifact.name,
        folder: '/bin',
      },
      path,
    );

const chart: Maker = ({ name, version }, path) => packChart({ chart: name, version }, path);

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
  prometheus: otherImage,
  'prometheus-operator': operatorImage('operator'),
  'prometheus-config-reloader': operatorImage('prometheus-config-reloader'),
  'istio-base': chart,
  'istio-cni': chart,
  istiod: chart,
  'istio-gateway': chart,
  'kube-prometheus-stack': chart,
  'kiali-server': chart,
  jaeger: chart,
  headlamp: chart,
  // As at its publisher: the program in a folder that is called after the machines it is for.
  helm: ({ architecture }, path) =>
    writeTarball({ folder: join(PROGRAMS, 'helm'), prefix: `linux-${architecture}`, names: ['helm'] }, path),
  k3s: ({ version }, path) => writeK3s(version, path),
  'k3s-images': (_artifact, path) => writeK3sImages(path),
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
