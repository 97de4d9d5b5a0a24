import type { CheckName } from '../../verify/names.ts';
import type { Output } from '../command.ts';

/** One line about what is under way, for those who wait. */
export interface Progress {
  readonly onWaiting: (names: readonly CheckName[]) => void;
  /** What one of the checks is doing: `session 120 of 1000`. */
  readonly onStep: (text: string) => void;
}

/** Shows which checks are not over, and how far the visitors have come. */
export function showProgress({ progress }: Pick<Output, 'progress'>): Progress {
  let waiting: readonly CheckName[] = [];
  let step: string | undefined;
  const show = () => {
    if (waiting.length === 0) progress(undefined);
    else progress(`looking at ${waiting.join(', ')}${step === undefined ? '' : ` (${step})`}`);
  };
  return {
    onWaiting: (names) => {
      waiting = names;
      show();
    },
    onStep: (text) => {
      step = text;
      show();
    },
  };
}
