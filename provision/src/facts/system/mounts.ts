import { linesIn } from './report.ts';
import type { SystemReport } from './report.ts';

/** mounts: what is mounted from a device or a server, with sizes in bytes. */
export function mountFacts(report: SystemReport): Readonly<Record<string, unknown>> {
  const sizes = new Map((report.sections.get('sizes') ?? []).map(sizeOf));
  const links = linksByDevice(report, 'by-uuid');
  const mounts = linesIn(report, '/proc/mounts')
    .map((line) => line.split(' ').map(unescape))
    .filter(
      ([device = '', , fstype]) => fstype !== 'none' && (device.startsWith('/') || device.includes(':/')),
    )
    .map(([device = '', mount = '', fstype = '', options = '', dump = '0', passno = '0']) => ({
      device,
      mount,
      fstype,
      options,
      dump: Number(dump),
      passno: Number(passno),
      uuid: links.get(device)?.[0] ?? 'N/A',
      ...sizes.get(mount),
    }));
  return { mounts };
}

/** Names of links in a folder of /dev/disk, by the device that they lead to. */
export function linksByDevice(
  report: SystemReport,
  folder: 'by-uuid' | 'by-label' | 'by-id',
): ReadonlyMap<string, readonly string[]> {
  const byDevice = new Map<string, string[]>();
  let isInside = false;
  for (const line of report.sections.get('links') ?? []) {
    if (line.startsWith('/dev/disk/')) isInside = line === `/dev/disk/${folder}:`;
    const [, name, device] = /(\S+) -> \.\.\/\.\.\/(\S+)$/.exec(line) ?? [];
    if (!isInside || name === undefined || device === undefined) continue;
    byDevice.set(`/dev/${device}`, [...(byDevice.get(`/dev/${device}`) ?? []), name]);
  }
  return byDevice;
}

/** A line `BLOCKSIZE BLOCKS AVAILABLE INODES FREE_INODES MOUNT` of stat -f. */
function sizeOf(line: string): readonly [string, Readonly<Record<string, number>>] {
  const words = line.split(' ');
  const [size = 0, blocks = 0, available = 0, inodes = 0, freeInodes = 0] = words.slice(0, 5).map(Number);
  const sizes = {
    block_size: size,
    block_total: blocks,
    block_available: available,
    block_used: blocks - available,
    size_total: size * blocks,
    size_available: size * available,
    inode_total: inodes,
    inode_available: freeInodes,
    inode_used: inodes - freeInodes,
  };
  return [words.slice(5).join(' '), sizes];
}

/** The kernel writes a space as \040. */
function unescape(word: string): string {
  return word.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCodePoint(Number.parseInt(octal, 8)));
}
