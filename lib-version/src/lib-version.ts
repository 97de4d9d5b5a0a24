import { versionOf } from './version-of.ts';

/** The version of lib-version itself, from its own package.json. */
export function libVersion(): string {
  return versionOf(import.meta.url, { env: {} }).version;
}
