import { FactError } from '../modules/fact-error.ts';
import type { NulFields } from './nul-fields.ts';

/** What a name in a folder stands for. */
export type InodeKind = 'file' | 'folder' | 'link' | 'character' | 'block' | 'fifo' | 'socket';

/** What the machine knows of a file, folder, link or device. Times are seconds since 1970. */
export interface Inode {
  readonly kind: InodeKind;
  /** Permission bits, with setuid, setgid and sticky: e.g. 0o755. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** Undefined where the number has no name. */
  readonly owner: string | undefined;
  readonly group: string | undefined;
  readonly sizeBytes: number;
  readonly inode: number;
  readonly device: number;
  readonly links: number;
  readonly accessedAt: number;
  readonly modifiedAt: number;
  readonly changedAt: number;
  /** Of 512 bytes. */
  readonly blocks: number;
  readonly blockSizeBytes: number;
  /** The device that it stands for, else 0. */
  readonly deviceType: number;
}

/** For `stat --printf`: the name as it was given, then what `readInode` reads. */
export const INODE_FORMAT = [
  'n',
  'f',
  'u',
  'U',
  'g',
  'G',
  's',
  'i',
  'd',
  'h',
  '.9X',
  '.9Y',
  '.9Z',
  'b',
  'o',
  't',
  'T',
]
  .map((field) => String.raw`%${field}\0`)
  .join('');

/** Reads what `INODE_FORMAT` prints behind the name. @throws {FactError} for anything else */
export function readInode(fields: NulFields, family: string): Inode {
  const bits = fields.number(16);
  const kind = KINDS.get(bits & 0o170000);
  if (kind === undefined) throw new FactError(family, `${bits.toString(8)} is no file type that is known`);
  return {
    kind,
    mode: bits & 0o7777,
    uid: fields.number(),
    owner: nameOf(fields.text()),
    gid: fields.number(),
    group: nameOf(fields.text()),
    sizeBytes: fields.number(),
    inode: fields.number(),
    device: fields.number(),
    links: fields.number(),
    accessedAt: fields.number(),
    modifiedAt: fields.number(),
    changedAt: fields.number(),
    blocks: fields.number(),
    blockSizeBytes: fields.number(),
    deviceType: deviceNumber(fields.number(16), fields.number(16)),
  };
}

/** stat(2) of Linux. */
const KINDS: ReadonlyMap<number, InodeKind> = new Map([
  [0o140000, 'socket'],
  [0o120000, 'link'],
  [0o100000, 'file'],
  [0o060000, 'block'],
  [0o040000, 'folder'],
  [0o020000, 'character'],
  [0o010000, 'fifo'],
]);

function nameOf(text: string): string | undefined {
  return text === 'UNKNOWN' ? undefined : text;
}

/** makedev(3) of Linux: the low byte of the minor number, twelve bits of the major one, the rest of the minor one. */
function deviceNumber(major: number, minor: number): number {
  return (minor & 0xff) + (major & 0xfff) * 2 ** 8 + (minor >>> 8) * 2 ** 20;
}
