import { join } from 'node:path';

import { UPSTREAM } from '../tools/folders.ts';
import { artifactsLink } from '../tools/lanes.ts';
import { CLUSTER_IMAGE, DOCKER, need, SSH, VAGRANT } from '../need.ts';
import { LANE } from './distribution.ts';
import { LAB } from './lab.ts';

export async function setup(): Promise<void> {
  await need('cluster', [
    DOCKER,
    VAGRANT,
    SSH,
    CLUSTER_IMAGE,
    {
      file: join(artifactsLink(LANE), 'lab.lock.yml'),
      message:
        'Programs and images are missing: .ci/tools/programs.sh, .ci/tools/runc-and-cni.sh, then `node e2e/tools/artifacts.ts cluster` or `… k3s`',
    },
    {
      file: join(UPSTREAM, 'crds'),
      message:
        'The CRDs of Istio and the Prometheus operator are missing: LAB_SHARED names the folder with data/upstream/crds',
    },
  ]);
}

/** After the tests: the machines that they share are taken away. */
export async function teardown(): Promise<void> {
  if (process.env['KEEP'] === undefined) await LAB.forget();
}
