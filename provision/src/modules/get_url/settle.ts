import { statOf, type FileStat } from '../../facts/file-stat.ts';
import { act, ask, type Decision, done, failed, type Result } from '../decision.ts';
import { attributeChanges, attributeCommands } from '../file-attributes/changes.ts';
import type { Ownership } from '../file-attributes/ownership.ts';
import { pathInfo } from '../file-attributes/path-info.ts';
import { inOrder } from '../in-order.ts';
import type { GetUrlArgs } from './arguments.ts';
import { inodeOf } from './destination.ts';

/** A file whose content is as it shall be. */
export interface Settled {
  readonly path: string;
  readonly stat: FileStat;
  readonly ownership: Ownership;
  readonly result: Result;
}

/** Gives a file whose content may stay its owner, group and mode, where they are not so yet. */
export function settle(args: GetUrlArgs, { path, stat, ownership, result }: Settled): Decision {
  const inode = inodeOf(stat);
  const { after } = inode ? attributeChanges(inode, args, ownership) : { after: {} };
  if (inode === undefined || Object.keys(after).length === 0) {
    return done(false, { ...result, ...pathInfo(stat) });
  }
  const command = inOrder(attributeCommands(path, inode, args));
  const changed = { ...result, msg: `${String(result.msg)}, but its attributes changed` };
  return act([{ kind: 'shell', command }], { changed: true, result: changed }, ([output]) => {
    if (output.exitCode !== 0) return failed(output.stderr.trim(), result);
    return ask({ now: statOf(path) }, ({ now }) => done(true, { ...changed, ...pathInfo(now) }));
  });
}
