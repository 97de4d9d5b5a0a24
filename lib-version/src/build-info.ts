import { join } from 'node:path';

import { ancestors } from './ancestors.ts';
import { readIfThere } from './read-if-there.ts';

/** The file that an image build writes beside or above the packages: `{"commit": "…", "buildTime": "…"}`. */
const BUILD_INFO_FILE = 'build-info.json';

/** What is known about the build; a part that is not known is undefined. */
export interface BuildInfo {
  readonly commit: string | undefined;
  readonly buildTime: string | undefined;
}

/** What the nearest build-info.json at or above `directory` says. @throws {Error} when it is not valid */
export function readBuildInfo(directory: string): BuildInfo {
  for (const ancestor of ancestors(directory)) {
    const file = join(ancestor, BUILD_INFO_FILE);
    const text = readIfThere(file);
    if (text !== undefined) return parse(text, file);
  }
  return { commit: undefined, buildTime: undefined };
}

function parse(text: string, file: string): BuildInfo {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new Error(`${file} is not valid JSON`, { cause });
  }
  const { commit, buildTime, ...others } = (value ?? {}) as Record<string, unknown>;
  const [unknownKey] = Object.keys(others);
  if (unknownKey !== undefined) throw new Error(`${file}: the key ${unknownKey} is not known`);
  return { commit: textOf(commit, 'commit', file), buildTime: textOf(buildTime, 'buildTime', file) };
}

/** A build argument that was not given arrives as an empty text: not known. */
function textOf(value: unknown, key: string, file: string): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  throw new Error(`${file}: ${key} has to be a text`);
}
