import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

import { afterAll, beforeAll, expect, test } from 'vitest';

import { overlay } from '../cluster/overlay.ts';
import { tasksThat } from '../provision-run.ts';
import { artifactsLink } from '../tools/lanes.ts';
import { LAB, wholeLab } from './lab.ts';

// `lab fetch --images`, and the play that puts on machines what it left. Nothing is pulled: the controller has every image, and
// one of them has no archive among the artifacts of this lab.

const ARCHIVES = join(artifactsLink('platform'), 'cache', 'platform-images');
const ARCHIVE = join(ARCHIVES, 'quay.io+prometheus-operator+prometheus-config-reloader=v0.85.0.tar');
const IMAGES = 'playbooks/images.yml';

let file: { readonly LAB_FILE: string };

beforeAll(async () => {
  await wholeLab();
  const without = {
    artifacts: { lane: { files: { 'prometheus-config-reloader': { image: 'remla-lab.invalid/none:v1' } } } },
    cluster: {
      kubeadm: { image_archives: ['etcd', 'coredns', 'pause', 'prometheus', 'prometheus-operator'] },
    },
  };
  file = { LAB_FILE: await overlay('images', without, 'platform') };
});

afterAll(() => rm(ARCHIVES, { recursive: true, force: true }));

test('an image of the platform becomes an archive in the cache', async () => {
  const { exitCode, stderr } = await LAB.start(['fetch', '--images'], file);
  expect([exitCode, stderr]).toEqual([0, expect.any(String)]);
  expect(existsSync(ARCHIVE)).toBe(true);
  expect((await LAB.start(['fetch', '--images', '--check'], file)).exitCode).toBe(0);
});

test('it is put on every machine, once', async () => {
  const first = await LAB.endOf(LAB.startProvision([IMAGES], file));
  expect([first.exitCode, tasksThat(first, 'failed')]).toEqual([0, []]);
  const second = await LAB.endOf(LAB.startProvision([IMAGES], file));
  expect([second.exitCode, tasksThat(second, 'changed')]).toEqual([0, []]);
});
