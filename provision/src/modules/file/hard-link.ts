import { pathWord } from '../../facts/path-word.ts';
import { sh } from '../../shell/command.ts';
import { endOf, replaceBy } from './link.ts';
import { dress, refuse, stateOf } from './step.ts';
import type { Situation, Step } from './step.ts';

/** Another name of the file `src` shall be there. */
export function decideHardLink(situation: Situation): Step {
  const { args, path, stat, source } = situation;
  const state = stateOf(stat);
  const fields = { dest: path, ...(args.src !== undefined && { src: args.src }) };
  if (args.src === undefined) {
    if (state !== 'hard' || stat.kind !== 'found') {
      return refuse('src is required for creating new hardlinks', fields);
    }
    const own = dress({ path, inode: stat.inode }, situation);
    return {
      kind: 'do',
      ...own,
      before: { path, ...own.before },
      after: { path, ...own.after },
      result: fields,
    };
  }
  const end = source && endOf(source);
  if (end === undefined) return refuse('src does not exist', fields);
  const file = end.inode;
  const isSame =
    stat.kind === 'found' && stat.inode.inode === file.inode && stat.inode.device === file.device;
  if (!isSame && !args.force && (state === 'file' || state === 'hard' || state === 'directory')) {
    return refuse(`cannot link: another ${state} exists at ${path}, and \`force\` is off`, fields);
  }
  const dressed = dress({ path, inode: file }, situation);
  const from = pathWord(end.path);
  const clear = state === 'directory' ? [sh`rmdir -- ${pathWord(path)}`] : [];
  const place =
    state === 'absent' ? [sh`ln -- ${from} ${pathWord(path)}`] : replaceBy(sh`ln -- ${from}`, path);
  return {
    kind: 'do',
    commands: [...(isSame ? [] : [...clear, ...place]), ...dressed.commands],
    before: { path, ...(!isSame && { state }), ...dressed.before },
    after: { path, ...(!isSame && { state: 'hard', src: args.src }), ...dressed.after },
    result: fields,
  };
}
