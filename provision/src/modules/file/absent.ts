import { pathWord } from '../../facts/path-word.ts';
import { sh } from '../../shell/command.ts';
import { stateOf } from './step.ts';
import type { Situation, Step } from './step.ts';

/** Nothing shall be there: a link goes, and what it points to stays; a folder goes with all that is in it. */
export function decideAbsent({ path, stat }: Situation): Step {
  const state = stateOf(stat);
  const word = pathWord(path);
  return {
    kind: 'do',
    commands:
      state === 'absent' ? [] : state === 'directory' ? [sh`rm -rf -- ${word}`] : [sh`rm -f -- ${word}`],
    before: { path, state },
    after: { path, state: 'absent' },
    result: { path },
  };
}
