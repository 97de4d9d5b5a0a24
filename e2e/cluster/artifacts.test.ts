import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';

import { beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';

import { recapOf, tasksThat } from '../provision-run.ts';
import { laneLab } from '../tools/labs.ts';
import { LAB, NOTHING, provisioned, wholeLab } from './lab.ts';

const ARTIFACTS = 'e2e/cluster/playbooks/artifacts.yml';
const CTR = 'ctr --namespace k8s.io images';

const { provision } = await laneLab();

/** What the lock says of the file with this name for the machines' architecture. */
async function lockedSha256(file: string): Promise<string> {
  const lock = parse(await readFile(resolve(import.meta.dirname, '../..', provision.lock), 'utf8')) as {
    readonly files: Readonly<Record<string, { readonly sha256: string }>>;
  };
  const entry = Object.entries(lock.files).find(([url]) => url.endsWith(`/${file}`));
  if (!entry) throw new Error(`the lock has no ${file}`);
  return entry[1].sha256;
}

/** The name, and the digest, of the image of pause. */
async function pauseImage(): Promise<readonly [name: string, digest: string]> {
  const list = await LAB.inside('node1', `${CTR} ls 2>/dev/null | grep /pause: | head -n 1`);
  const [name = '', , digest = ''] = list.trim().split(/\s+/);
  return [name, digest];
}

beforeAll(wholeLab);

test('what is there is not sent again, and leaves nothing on the way', async () => {
  expect(recapOf(await provisioned(ARTIFACTS), 'changed')).toEqual(NOTHING);
  const left = await LAB.insideEach('find /var/tmp /tmp /dev/shm -name "*.files" -o -name "sent.*" | wc -l');
  expect([...left.values()].map((count) => count.trim())).toEqual(['0', '0', '0']);
});

test('another program, a file less of an archive: both are seen, though the stamps are there', async () => {
  await LAB.inside('node1', 'cp /bin/true /usr/local/bin/kubectl; rm /opt/cni/bin/portmap');

  const run = await provisioned(ARTIFACTS);

  expect(tasksThat(run, 'changed')).toEqual(['archive@node1', 'program@node1']);
  const said = await LAB.inside(
    'node1',
    'sha256sum /usr/local/bin/kubectl; test -x /opt/cni/bin/portmap && echo there',
  );
  expect(said).toContain(await versionedKubectl());
  expect(said).toContain('there');
});

test('an image that is gone, and one that another took the name of', async () => {
  const [name, digest] = await pauseImage();
  await LAB.inside('node1', `${CTR} rm ${name}`);
  await LAB.inside(
    'node2',
    `${CTR} tag --force "$(${CTR} ls -q 2>/dev/null | grep /coredns: | head -n 1)" ${name}`,
  );

  const run = await provisioned(ARTIFACTS);
  const again = await provisioned(ARTIFACTS);

  expect(tasksThat(run, 'changed')).toEqual(['image@node1', 'image@node2']);
  expect(recapOf(again, 'changed')).toEqual(NOTHING);
  expect(await pauseImage()).toEqual([name, digest]);
  const on2 = await LAB.inside('node2', `${CTR} ls 2>/dev/null | grep "^${name} "`);
  expect(on2).toContain(digest);
  expect(on2).toContain('io.cri-containerd.pinned=pinned');
});

/** The lock has kubectl for two versions: the lab's own. */
async function versionedKubectl(): Promise<string> {
  const { artifacts } = await laneLab();
  return lockedSha256(`v${artifacts['kubernetes']?.version}/bin/linux/amd64/kubectl`);
}
