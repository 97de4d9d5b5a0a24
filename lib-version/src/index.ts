export { libVersion } from './lib-version.ts';
export { versionOf } from './version-of.ts';
export type { PackageVersion, VersionOptions } from './version-of.ts';
