import type { Status } from '../run/event.ts';

/** Colours a text, or leaves it as it is. */
export type Paint = (color: Color, text: string) => string;

/** Colours by what they are for. */
export type Color = Status | 'dim' | 'bold' | 'added' | 'removed' | 'place';

// The colours that people know from Ansible: green, yellow, red, cyan; magenta is what only --check has.
const SGR: Readonly<Record<Color, number>> = {
  ok: 32,
  changed: 33,
  failed: 31,
  unreachable: 31,
  skipped: 36,
  unknown: 35,
  dim: 2,
  bold: 1,
  added: 32,
  removed: 31,
  place: 36,
};

/** A painter for a terminal, or one that leaves texts alone. */
export function painter(useColor: boolean): Paint {
  return (color, text) => (useColor ? `\u001b[${SGR[color]}m${text}\u001b[0m` : text);
}
