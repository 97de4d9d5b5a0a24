import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

import { ancestors } from './ancestors.ts';
import { readBuildInfo } from './build-info.ts';
import { gitCommit } from './git-commit.ts';
import { readIfThere } from './read-if-there.ts';

/** Stands where something cannot be known; nothing is made up. */
const UNKNOWN = 'unknown';

export interface PackageVersion {
  readonly name: string;
  readonly version: string;
  /** The commit that was built or is checked out, else `unknown`. */
  readonly commit: string;
  /** When the image was built, as the build wrote it; `unknown` for a checkout, which was never built. */
  readonly buildTime: string;
}

export interface VersionOptions {
  /** Where GIT_COMMIT and BUILD_TIME are looked for. @default process.env */
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/**
 * Which version of the asking package is running: name and version from the nearest package.json, commit and build time
 * from build-info.json (written by an image build), else the environment, else, for the commit, the checkout's .git.
 * Reads files each time: call it once, at start.
 *
 * @param from the asker's `import.meta.url`, or a directory inside its package
 * @throws {Error} when there is no package.json with a name and a version, or build-info.json is broken
 */
export function versionOf(from: string, { env = process.env }: VersionOptions = {}): PackageVersion {
  const start = from.startsWith('file:') ? dirname(fileURLToPath(from)) : resolve(from);
  const { directory, name, version } = nearestPackage(start);
  const built = readBuildInfo(directory);
  return {
    name,
    version,
    commit: built.commit ?? nonEmpty(env['GIT_COMMIT']) ?? gitCommit(directory) ?? UNKNOWN,
    buildTime: built.buildTime ?? nonEmpty(env['BUILD_TIME']) ?? UNKNOWN,
  };
}

function nearestPackage(start: string): { directory: string; name: string; version: string } {
  for (const directory of ancestors(start)) {
    const text = readIfThere(join(directory, 'package.json'));
    // A package.json without name and version only sets options for its folder, as {"type": "module"} does.
    const { name, version } = (text === undefined ? {} : JSON.parse(text)) as Record<string, unknown>;
    if (typeof name === 'string' && typeof version === 'string') return { directory, name, version };
  }
  throw new Error(`No package.json with a name and a version at or above ${start}`);
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}
