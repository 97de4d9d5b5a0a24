import type { FoundPath } from '../../facts/file-stat.ts';

/** What is known of a path, under the names that Ansible's `stat` has. Times are seconds since 1970. */
export function statFields({ path, inode, link, access }: FoundPath): Readonly<Record<string, unknown>> {
  const { kind, mode } = inode;
  const may = (bit: number) => (mode & bit) !== 0;
  return {
    exists: true,
    path,
    mode: mode.toString(8).padStart(4, '0'),
    isdir: kind === 'folder',
    ischr: kind === 'character',
    isblk: kind === 'block',
    isreg: kind === 'file',
    isfifo: kind === 'fifo',
    islnk: kind === 'link',
    issock: kind === 'socket',
    uid: inode.uid,
    gid: inode.gid,
    size: inode.sizeBytes,
    inode: inode.inode,
    dev: inode.device,
    nlink: inode.links,
    atime: inode.accessedAt,
    mtime: inode.modifiedAt,
    ctime: inode.changedAt,
    rusr: may(0o400),
    wusr: may(0o200),
    xusr: may(0o100),
    rgrp: may(0o040),
    wgrp: may(0o020),
    xgrp: may(0o010),
    roth: may(0o004),
    woth: may(0o002),
    xoth: may(0o001),
    isuid: may(0o4000),
    isgid: may(0o2000),
    blocks: inode.blocks,
    block_size: inode.blockSizeBytes,
    device_type: inode.deviceType,
    readable: access.isReadable,
    writeable: access.isWritable,
    executable: access.isExecutable,
    ...(link && { lnk_source: link.realPath, lnk_target: link.target }),
    ...(inode.owner !== undefined && { pw_name: inode.owner }),
    ...(inode.group !== undefined && { gr_name: inode.group }),
  };
}
