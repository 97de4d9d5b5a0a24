import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

import { execa } from 'execa';

import { CHECKOUT } from './folders.ts';

const KUBE_PROXY_BASE = 'remla-lab/kube-proxy-base:ci';
/** The Docker of the lane has no buildx, which the other builder needs. */
const LEGACY_BUILDER = { DOCKER_BUILDKIT: '0' };

/** An image that holds one program. */
export interface ProgramImage {
  /** The program's path on this machine. */
  readonly program: string;
  /** The image's full name, as its publisher writes it into the archive. */
  readonly reference: string;
  /** The folder that it lies in, for whoever starts it by its path. @default '/usr/local/bin' */
  readonly folder?: string;
}

/**
 * Writes the archive of an image, as `docker save` does.
 *
 * @throws {ExecaError} with what Docker said
 */
export async function writeImageArchive(image: ProgramImage, archive: string): Promise<void> {
  try {
    await buildProgramImage(image);
    await execa('docker', ['save', '--output', archive, image.reference]);
  } finally {
    await execa('docker', ['image', 'rm', '--force', image.reference], { reject: false });
  }
}

/**
 * Builds the image in this computer's Docker; whoever calls it takes it away again.
 *
 * @throws {ExecaError} with what Docker said
 */
export async function buildProgramImage({
  program,
  reference,
  folder = '/usr/local/bin',
}: ProgramImage): Promise<void> {
  const context = await mkdtemp(join(tmpdir(), 'remla-image-'));
  const name = basename(program);
  try {
    await copyFile(program, join(context, name));
    await build(
      dockerfileOf({ name, folder, base: name === 'kube-proxy' ? await kubeProxyBase() : 'scratch' }),
      reference,
      context,
    );
  } finally {
    await rm(context, { recursive: true });
  }
}

/** kubeadm's manifests call most programs by name; CoreDNS and pause are what their images start. */
function dockerfileOf({ name, folder, base }: Readonly<Record<'name' | 'folder' | 'base', string>>): string {
  return `FROM ${base}
COPY ${name} ${folder}/
ENV PATH=/usr/local/bin:/usr/sbin:/usr/bin:/bin
ENTRYPOINT ["${name}"]
`;
}

async function build(dockerfile: string, tag: string, context: string): Promise<void> {
  const words = ['build', '--quiet', '--file', '-', '--tag', tag, context];
  await execa('docker', words, { env: LEGACY_BUILDER, input: dockerfile });
}

/** Built on the Debian of .ci/tools/debian.sh, once for all versions. */
async function kubeProxyBase(): Promise<string> {
  const folder = join(CHECKOUT, 'e2e', 'tools');
  const words = [
    'build',
    '--quiet',
    '--file',
    join(folder, 'kube-proxy.Dockerfile'),
    '--tag',
    KUBE_PROXY_BASE,
  ];
  await execa('docker', [...words, join(folder, 'pause')], { env: LEGACY_BUILDER });
  return KUBE_PROXY_BASE;
}
