import { createHash } from 'node:crypto';

import { statOf } from '../../facts/file-stat.ts';
import type { FileStat } from '../../facts/file-stat.ts';
import { unpackedIn } from '../../facts/unpacked-archive.ts';
import type { Unpacked } from '../../facts/unpacked-archive.ts';
import { done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import { pathInfo } from '../file-attributes/path-info.ts';
import type { UnarchiveArgs } from './arguments.ts';

/** What is asked about the folder, wherever the archive comes from. */
export function placeFacts(args: UnarchiveArgs) {
  const { dest, creates, list_files: isListed } = args;
  return {
    dest: statOf(dest),
    unpacked: unpackedIn({ dest, slot: slotOf(args), isListed }),
    ...(creates !== undefined && { creates: statOf(creates) }),
  };
}

/** Answers to `placeFacts`. */
export interface PlaceAnswers {
  readonly dest: FileStat;
  readonly unpacked: Unpacked | undefined;
  readonly creates?: FileStat | undefined;
}

/** The end of a task that need not go on, for want of a folder or for what is there already; undefined for one that must. */
export function endEarly(args: UnarchiveArgs, { dest, creates }: PlaceAnswers): Decision | undefined {
  if (creates !== undefined && creates.kind !== 'missing') {
    const reason = `skipped, since ${args.creates} exists`;
    return done(false, { skipped: true, msg: reason });
  }
  const inode = dest.kind === 'found' ? (dest.link?.inode ?? dest.inode) : undefined;
  if (inode?.kind === 'folder') return undefined;
  return failed(`dest '${args.dest}' must be an existing dir`, { dest: args.dest });
}

/** The archive with this digest is unpacked there, and nothing of it has changed. */
export function endIntact(
  args: UnarchiveArgs,
  { dest, unpacked }: PlaceAnswers,
  src: { readonly path: string; readonly sha256: string | undefined },
): Decision | undefined {
  if (unpacked === undefined || unpacked.sha256 !== src.sha256) return undefined;
  const { handler, files } = unpacked;
  const result = { ...pathInfo(dest), dest: args.dest, src: src.path, handler };
  return done(false, { ...result, ...(args.list_files && { files }) });
}

/** Under what the stamp of a task's archive lies: another archive, or another way to unpack it, has another one. */
export function slotOf(args: UnarchiveArgs): string {
  const {
    src,
    artifact,
    include,
    exclude,
    extra_opts: options,
    owner,
    group,
    mode,
    keep_newer: isNewerKept,
  } = args;
  const way = [
    src ?? null,
    artifact ?? null,
    include,
    exclude,
    options,
    owner ?? null,
    group ?? null,
    mode ?? null,
  ];
  return createHash('sha256')
    .update(JSON.stringify([...way, isNewerKept]))
    .digest('hex')
    .slice(0, 16);
}
