import type { FileFlags } from '../../facts/file-kind.ts';

/** chattr(1): the letters, and what they are called in playbooks. */
const NAMES: Readonly<Record<string, string>> = {
  A: 'noatime',
  a: 'append',
  c: 'compressed',
  C: 'nocow',
  d: 'nodump',
  D: 'dirsync',
  e: 'extents',
  E: 'encrypted',
  h: 'blocksize',
  i: 'immutable',
  I: 'indexed',
  j: 'journalled',
  N: 'inline',
  s: 'zero',
  S: 'synchronous',
  t: 'notail',
  T: 'blockroot',
  u: 'undelete',
  X: 'compressedraw',
  Z: 'compresseddirty',
};

/** The attributes of the file system, under the names that Ansible's `stat` has. */
export function flagFields({ version, letters }: FileFlags): Readonly<Record<string, unknown>> {
  const attributes = letters.split('').flatMap((letter) => NAMES[letter] ?? []);
  return { version: version ?? null, attributes, attr_flags: letters };
}
