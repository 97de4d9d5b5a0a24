import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A program `docker` that answers as its script says, and keeps what it was called with. */
export interface FakeDocker {
  /** The environment in which it is found first. */
  readonly environment: Readonly<Record<string, string>>;
  /** The words of each call, in order. */
  readonly calls: () => Promise<readonly string[]>;
}

/** @param script POSIX shell; the words are its arguments */
export async function fakeDocker(folder: string, script: string): Promise<FakeDocker> {
  const bin = join(folder, 'bin');
  const log = join(folder, 'calls');
  await mkdir(bin, { recursive: true });
  await writeFile(log, '');
  await writeFile(join(bin, 'docker'), `#!/bin/sh\necho "$*" >>'${log}'\n${script}\n`);
  await chmod(join(bin, 'docker'), 0o755);
  return {
    environment: { PATH: `${bin}:/usr/bin:/bin` },
    calls: async () => (await readFile(log, 'utf8')).trim().split('\n'),
  };
}
