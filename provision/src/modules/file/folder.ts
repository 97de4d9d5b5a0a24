import { makeFolders } from '../file-attributes/make-folders.ts';
import { recurse } from './recurse.ts';
import { dress, followed, newAttributes, refuse, stateOf } from './step.ts';
import type { Situation, Step } from './step.ts';

/** A folder shall be there. */
export function decideFolder(situation: Situation): Step {
  const { args } = situation;
  const stat = followed(situation);
  const { path } = stat;
  const state = stateOf(stat);
  const result = { path };
  if (stat.kind !== 'found') {
    return {
      kind: 'do',
      commands: makeFolders(path, args),
      before: { path, state },
      after: { path, state: 'directory', ...newAttributes(args) },
      result,
    };
  }
  if (state !== 'directory') return refuse(`${path} already exists as a ${state}`, { path });
  const own = dress({ path, inode: stat.inode }, situation);
  const below = args.recurse ? recurse(path, situation) : { commands: [], count: 0 };
  return {
    kind: 'do',
    commands: [...own.commands, ...below.commands],
    before: { path, ...own.before, ...(below.count > 0 && { 'differing below': below.count }) },
    after: { path, ...own.after, ...(below.count > 0 && { 'differing below': 0 }) },
    result,
  };
}
