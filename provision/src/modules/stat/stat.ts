import { z } from 'zod';

import { DIGEST_ALGORITHMS, digestOf } from '../../facts/file-digest.ts';
import { flagsOf, mimeTypeOf } from '../../facts/file-kind.ts';
import { statOf } from '../../facts/file-stat.ts';
import type { FileStat } from '../../facts/file-stat.ts';
import { Flag, Text } from '../argument.ts';
import { ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { Module } from '../module.ts';
import { flagFields } from './flag-names.ts';
import { statFields } from './stat-fields.ts';

const StatArgs = z.strictObject({
  path: Text.refine((path) => path !== '', 'expected a path').describe('What it is about.'),
  follow: Flag.default(false).describe('Where the path is a link, it is about what the link points to.'),
  get_checksum: Flag.default(true).describe('Sums up the content of a file.'),
  checksum_algorithm: z.enum(DIGEST_ALGORITHMS).default('sha1').describe('How it is summed up.'),
  get_mime: Flag.default(true).describe(
    'Says what the content looks like; needs the program `file`, else `unknown`.',
  ),
  get_attributes: Flag.default(true).describe(
    'Lists attributes of the file system; needs the program `lsattr`.',
  ),
});
type StatArgs = z.infer<typeof StatArgs>;

/** What lies under a path. */
export const statModule: Module<StatArgs> = {
  name: 'stat',
  summary: 'Tells all about a file, folder or link. Changes nothing.',
  notes: [
    'stat.exists is always there. For what exists: path, mode, isdir, ischr, isblk, isreg, isfifo, islnk, issock, uid, ' +
      'gid, size, inode, dev, nlink, atime, mtime, ctime, wusr, rusr, xusr, wgrp, rgrp, xgrp, woth, roth, xoth, isuid, ' +
      'isgid, blocks, block_size, device_type, readable, writeable, executable, pw_name and gr_name.',
    'A link that is not followed has lnk_source and lnk_target; a file has checksum (get_checksum), mimetype and charset ' +
      '(get_mime); version, attributes and attr_flags come with get_attributes.',
  ],
  args: StatArgs,
  aliases: {
    dest: 'path',
    name: 'path',
    attr: 'get_attributes',
    attributes: 'get_attributes',
    mime: 'get_mime',
    mime_type: 'get_mime',
    'mime-type': 'get_mime',
    checksum: 'checksum_algorithm',
    checksum_algo: 'checksum_algorithm',
  },
  returns: { stat: { description: 'All that is known.', type: 'dict', returned: 'always' } },
  example: `- stat:
    path: /var/run/reboot-required
  register: reboot
- stat:
    path: /usr/local/bin/k3s
    checksum_algorithm: sha256
    get_mime: false
    get_attributes: false
`,
  check: 'full',
  decide,
};

function decide(args: StatArgs): Decision {
  const { path } = args;
  const facts = {
    found: statOf(path),
    ...(args.get_checksum && { digest: digestOf(path, args.checksum_algorithm) }),
    ...(args.get_mime && { mime: mimeTypeOf(path) }),
    ...(args.get_attributes && { flags: flagsOf(path) }),
  };
  return ask(facts, ({ found, digest, mime, flags }) => {
    if (found.kind === 'refused') return failed(found.reason);
    const shown = args.follow ? followed(found) : found;
    if (shown.kind !== 'found') return done(false, { stat: { exists: false } });
    const isRegular = shown.inode.kind === 'file' && shown.access.isReadable;
    const stat = {
      ...statFields(shown),
      ...(isRegular && digest !== undefined && { checksum: digest }),
      ...(mime && { mimetype: mime.type ?? 'unknown', charset: mime.charset ?? 'unknown' }),
      ...(flags && flagFields(flags)),
    };
    return done(false, { stat });
  });
}

/** What a link points to, under the name of the link. */
function followed(stat: FileStat): FileStat {
  if (stat.kind !== 'found' || stat.link === undefined) return stat;
  const { link, ...found } = stat;
  return link.inode ? { ...found, inode: link.inode } : { kind: 'missing', path: stat.path };
}
