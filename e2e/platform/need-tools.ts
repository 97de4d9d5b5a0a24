import { join } from 'node:path';

import { PROGRAMS, UPSTREAM } from '../tools/folders.ts';
import { artifactsLink } from '../tools/lanes.ts';
import { CLUSTER_IMAGE, DOCKER, need, SSH, VAGRANT } from '../need.ts';
import { LAB } from './lab.ts';

export async function setup(): Promise<void> {
  await need('platform', [
    DOCKER,
    VAGRANT,
    SSH,
    CLUSTER_IMAGE,
    {
      file: join(PROGRAMS, 'helm', 'helm'),
      message: 'Helm is missing: .ci/tools/programs.sh platform',
    },
    {
      file: join(PROGRAMS, 'prometheus', 'prometheus'),
      message: 'Prometheus is missing: .ci/tools/programs.sh platform',
    },
    {
      file: join(artifactsLink('platform'), 'lab.lock.yml'),
      message: 'Programs, images and charts are missing: `node e2e/tools/artifacts.ts platform`',
    },
    {
      file: join(UPSTREAM, 'charts'),
      message: 'The values of the charts are missing: LAB_SHARED names the folder with data/upstream/charts',
    },
  ]);
}

/** After the tests: the machines that they share are taken away. */
export async function teardown(): Promise<void> {
  if (process.env['KEEP'] === undefined) await LAB.forget();
}
