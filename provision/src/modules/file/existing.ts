import { sh } from '../../shell/command.ts';
import { pathWord } from '../../facts/path-word.ts';
import { attributeCommands } from '../file-attributes/changes.ts';
import { NEW_FILE_MODE } from '../file-attributes/mode.ts';
import { dress, followed, newAttributes, refuse, stateOf } from './step.ts';
import type { Situation, Step } from './step.ts';
import { timeCommands } from './times.ts';

/** A file shall be there already; it gets what is asked of it. */
export function decideFile(situation: Situation): Step {
  const stat = followed(situation);
  const state = stateOf(stat);
  const { path } = stat;
  if (stat.kind !== 'found' || (state !== 'file' && state !== 'hard')) {
    return refuse(`file (${path}) is ${state}, cannot continue`, { path, state });
  }
  const { commands, before, after } = dress({ path, inode: stat.inode }, situation);
  return { kind: 'do', commands, before: { path, ...before }, after: { path, ...after }, result: { path } };
}

/** A file shall be there, with new times. */
export function decideTouch(situation: Situation): Step {
  const { args, times } = situation;
  const stat = followed(situation);
  const { path } = stat;
  const result = { dest: path };
  if (stat.kind === 'found') {
    const { commands, before, after } = dress({ path, inode: stat.inode }, situation);
    return { kind: 'do', commands, before: { path, ...before }, after: { path, ...after }, result };
  }
  const word = pathWord(path);
  const isExact = times.accessTime !== 'now' || times.modificationTime !== 'now';
  return {
    kind: 'do',
    commands: [
      // With noclobber, nothing that came there in the meantime is emptied.
      args.mode === undefined ? sh`(set -C; : >${word})` : sh`(umask 077; set -C; : >${word})`,
      ...attributeCommands(path, { kind: 'file', mode: NEW_FILE_MODE }, args),
      ...(isExact ? timeCommands(path, times) : []),
    ],
    before: { path, state: 'absent' },
    after: { path, state: 'file', ...newAttributes(args) },
    result,
  };
}
