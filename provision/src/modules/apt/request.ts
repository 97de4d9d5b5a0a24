import { globPattern } from '../../facts/package.ts';
import type { PackageEntry } from '../../facts/package.ts';
import { compareVersions } from './version.ts';

/** A package that a task names. */
export interface Request {
  /** As it is written. */
  readonly text: string;
  /** `name` or `name:architecture`, perhaps with wildcards. */
  readonly name: string;
  readonly operator: '=' | '>=' | undefined;
  readonly version: string;
}

/** Reads `nginx`, `nginx=1.2*`, `nginx>=1.18`. */
export function requestOf(text: string): Request {
  const [, name = text, operator, version = ''] = /^(.+?)\s*(>=|=)\s*(.+)$/.exec(text) ?? [];
  return { text, name, operator: operator === '=' || operator === '>=' ? operator : undefined, version };
}

/** Whether a name is one of a file. */
export function isDebPath(text: string): boolean {
  return text.includes('/') && text.endsWith('.deb') && !isUrl(text);
}

/** Whether a name stands for several packages. */
export function isPattern({ name }: Request): boolean {
  return /[*?[]/.test(name);
}

/** Whether a package that dpkg knows is what was asked for. */
export function isInstalled({ operator, version }: Request, entries: readonly PackageEntry[]): boolean {
  return entries.some((entry) => {
    if (!/^(installed|triggers-\w+)$/.test(entry.status)) return false;
    if (operator === '>=') return compareVersions(entry.version, version) >= 0;
    return operator === undefined || globPattern(version).test(entry.version);
  });
}

/** The word for apt-get. `>=` is no word of it: it takes the newest then. */
export function wordOf({ name, operator, version }: Request): string {
  return operator === '=' ? `${name}=${version}` : name;
}

/** Whether `deb` is a URL. */
export function isUrl(deb: string | undefined): deb is string {
  return deb !== undefined && /^(https?|ftp):\/\//.test(deb);
}
