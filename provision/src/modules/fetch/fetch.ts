import { z } from 'zod';

import { digestOf } from '../../facts/file-digest.ts';
import { statOf } from '../../facts/file-stat.ts';
import type { FileStat } from '../../facts/file-stat.ts';
import { Flag, Text } from '../argument.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { LocalFile, LocalFileFact } from '../fact.ts';
import type { Module, ModuleContext } from '../module.ts';
import { insideOf, nameOf } from '../place-file/destination.ts';

const FetchArgs = z.strictObject({
  src: Text.refine((src) => src !== '', 'expected a path').describe('The file on the machine; no folder.'),
  dest: Text.refine((dest) => dest !== '', 'expected a path').describe(
    'A folder on this machine, below the playbook’s unless it is absolute: the file comes to lie there as HOST/PATH.',
  ),
  flat: Flag.default(false).describe(
    '`dest` is the file itself; with a slash at its end, the folder of a file with the name of `src`.',
  ),
  fail_on_missing: Flag.default(true).describe(
    'Fails where there is no such file; off: says so, and that is all.',
  ),
  validate_checksum: Flag.default(true).describe('Compares the SHA-1 of what came with that on the machine.'),
});
type FetchArgs = z.infer<typeof FetchArgs>;

/** A file of the machine, on the user's machine. */
export const fetchModule: Module<FetchArgs> = {
  name: 'fetch',
  summary: 'Copies a file of the machine to this one.',
  notes: ['What comes is readable for its owner alone: it may be secret on the machine.'],
  args: FetchArgs,
  returns: {
    dest: { description: 'Where it lies on this machine.', type: 'str', returned: 'when it is there' },
    checksum: { description: 'Its SHA-1.', type: 'str', returned: 'when it is there' },
    remote_checksum: { description: 'Its SHA-1 on the machine.', type: 'str', returned: 'when changed' },
    file: { description: 'The file on the machine.', type: 'str', returned: 'when nothing was copied' },
  },
  example: `- fetch:
    src: /etc/kubernetes/admin.conf
    dest: .lab/kubeconfig
    flat: true
`,
  check: 'full',
  decide,
};

function decide(args: FetchArgs, { host }: ModuleContext): Decision {
  const { src } = args;
  return ask({ stat: statOf(src), digest: digestOf(src, 'sha1') }, ({ stat, digest }) => {
    const inode = stat.kind === 'found' ? (stat.link ? stat.link.inode : stat.inode) : undefined;
    if (digest === undefined || inode?.kind !== 'file') return nothing(args, refusal(stat, inode?.kind));
    const to = destinationOf(args, { host, source: stat.path });
    return ask({ local: destinationFact(to) }, ({ local }) =>
      compare(args, { source: stat.path, to, digest, local }),
    );
  });
}

/** A file that is not to be had fails, or is only told: logs may exist or not. */
function nothing({ src, fail_on_missing: isNeeded }: FetchArgs, reason: string): Decision {
  if (isNeeded) return failed(reason, { file: src });
  return done(false, { file: src, msg: `${reason}, not transferring, ignored` });
}

function refusal(stat: FileStat, kind: string | undefined): string {
  if (stat.kind === 'refused') return `${stat.path}: ${stat.reason}`;
  if (kind === 'folder') return 'remote file is a directory, fetch cannot work on directories';
  if (kind === undefined) return 'the remote file does not exist';
  return kind === 'file'
    ? 'no read permission on remote file'
    : `the remote file is no regular file (${kind})`;
}

/** Where the file comes to lie; relative to the playbook's folder. */
function destinationOf(
  { dest, flat }: FetchArgs,
  { host, source }: { readonly host: string; readonly source: string },
): string {
  if (flat) return dest.endsWith('/') ? insideOf(dest, nameOf(source)) : dest;
  return insideOf(insideOf(dest, host), source.replace(/^\/+/, ''));
}

function destinationFact(path: string): LocalFileFact {
  return { kind: 'local-file', path, folder: 'files', want: 'digest', isDestination: true };
}

interface Found {
  readonly source: string;
  readonly to: string;
  /** SHA-1. */
  readonly digest: string;
  readonly local: LocalFile;
}

function compare(args: FetchArgs, { source, to, digest, local }: Found): Decision {
  if (local.kind === 'folder') {
    return failed(
      'dest is an existing directory, use a trailing slash if you want to fetch src into that directory',
    );
  }
  const dest = local.kind === 'file' ? local.path : (local.searched[0] ?? to);
  if (local.kind === 'file' && local.sha1 === digest) {
    return done(false, { dest, checksum: digest, file: source });
  }
  const before = local.kind === 'file' ? `SHA-1 ${local.sha1}\n` : '';
  const diff = [{ before, after: `SHA-1 ${digest}\n`, beforeHeader: dest, afterHeader: source }];
  const result = { dest, checksum: digest, remote_checksum: digest };
  return act([{ kind: 'download', path: source, to: dest }], { changed: true, result, diff }, ([output]) => {
    if (output.failure !== undefined) return failed(output.failure, { dest, file: source });
    if (args.validate_checksum && output.sha1 !== digest) {
      return failed('checksum mismatch', {
        dest,
        file: source,
        checksum: output.sha1,
        remote_checksum: digest,
      });
    }
    return done(true, { ...result, checksum: output.sha1 }, diff);
  });
}
