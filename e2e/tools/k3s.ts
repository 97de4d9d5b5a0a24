import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, copyFile, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';

import { execa } from 'execa';

import { DEBIAN_FILES, PROGRAMS } from './folders.ts';
import { buildProgramImage } from './image-archive.ts';
import { namesIn } from './tarball.ts';

/** What the stand-in for k3s runs, by the folder of $CACHE/cluster/programs. */
const INSIDE = {
  kubernetes: [
    'kube-apiserver',
    'kube-controller-manager',
    'kube-scheduler',
    'kube-proxy',
    'kubeadm',
    'kubectl',
    'kubelet',
  ],
  containerd: ['containerd', 'containerd-shim-runc-v2', 'ctr'],
  etcd: ['etcd'],
} as const;

/** The images that it starts by itself, under the names by which kubeadm and its containerd know them. */
const IMAGES = {
  coredns: 'registry.k8s.io/coredns/coredns:v1.14.2',
  pause: 'registry.k8s.io/pause:3.10.2',
} as const;

/**
 * Writes the stand-in for k3s as one file, like k3s: e2e/k3s/stand-in as Go built it, behind it a .tar.gz of what it runs, at the
 * end twelve digits that say where that begins.
 *
 * @throws {ExecaError} with what tar said
 */
export async function writeK3s(version: string, path: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'remla-k3s-'));
  try {
    await mkdir(join(work, 'bin'));
    await mkdir(join(work, 'cni'));
    for (const [group, names] of Object.entries(INSIDE)) {
      const folder = join(PROGRAMS, group === 'kubernetes' ? `kubernetes-${version}` : group);
      for (const name of names) await copyFile(join(folder, name), join(work, 'bin', name));
    }
    await copyFile(join(DEBIAN_FILES, 'runc'), join(work, 'bin', 'runc'));
    const plugins = join(DEBIAN_FILES, 'plugins');
    for (const name of await namesIn(plugins)) await copyFile(join(plugins, name), join(work, 'cni', name));
    const archive = join(work, 'programs.tar.gz');
    const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
    const words = [...same, '--create', '--use-compress-program=gzip -1n', '--file', archive];
    await execa('tar', [...words, '--directory', work, 'bin', 'cni']);
    const wrapper = join(PROGRAMS, `k3s-stand-in-${version}`, 'k3s');
    await copyFile(wrapper, path);
    await pipeline(createReadStream(archive), createWriteStream(path, { flags: 'a' }));
    const { size } = await stat(wrapper);
    await pipeline([String(size).padStart(12, '0')], createWriteStream(path, { flags: 'a' }));
    await chmod(path, 0o755);
  } finally {
    await rm(work, { recursive: true });
  }
}

/** Writes the archive of the images that k3s needs without a registry, as its publisher does: one .tar.zst of all. */
export async function writeK3sImages(path: string): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'remla-k3s-images-'));
  try {
    for (const [name, reference] of Object.entries(IMAGES)) {
      await buildProgramImage({ program: join(PROGRAMS, name, name), reference });
    }
    const archive = join(work, 'images.tar');
    await execa('docker', ['save', '--output', archive, ...Object.values(IMAGES)]);
    const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 3 } });
    await pipeline(createReadStream(archive), compress, createWriteStream(path));
  } finally {
    await execa('docker', ['image', 'rm', '--force', ...Object.values(IMAGES)], { reject: false });
    await rm(work, { recursive: true });
  }
}
