import { copyFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { execa } from 'execa';

/**
 * Writes files of a folder as a .tar.gz, below `prefix` inside it; the same files make the same bytes.
 *
 * @throws {ExecaError} with what tar said
 */
export async function writeTarball(
  {
    folder,
    prefix,
    names,
  }: { readonly folder: string; readonly prefix: string; readonly names: readonly string[] },
  archive: string,
): Promise<void> {
  const work = await mkdtemp(join(tmpdir(), 'remla-tarball-'));
  try {
    await mkdir(join(work, prefix), { recursive: true });
    for (const name of names) await copyFile(join(folder, name), join(work, prefix, name));
    const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner'];
    await execa('tar', [
      ...same,
      '--create',
      '--use-compress-program=gzip -1n',
      '--file',
      archive,
      '--directory',
      work,
      // Not `.`: whoever unpacks it would give the folder around it the mode of ours.
      ...(await namesIn(work)),
    ]);
  } finally {
    await rm(work, { recursive: true });
  }
}

/** The names in a folder, sorted. */
export async function namesIn(folder: string): Promise<readonly string[]> {
  return (await readdir(folder)).sort();
}
