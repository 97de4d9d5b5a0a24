import type { Output } from '../../commands/command.ts';
import { shortenLine } from './log-line.ts';
import type { LineLevel } from './log-line.ts';

/** The services' log lines on the terminal. */
export interface Screen {
  /** A raw line of a service's log. */
  show(service: string, line: string): void;
  /** What is shown from now on. @default 'nothing' */
  setShown(shown: Shown): void;
}

/** While the lab starts nothing (what fails is told in one message), while it ends only what is wrong. */
export type Shown = 'nothing' | 'problems' | 'all';

/** More lines than this in a second are counted, not shown: nobody reads them, and the log files have them all. */
const LINES_PER_SECOND = 30;

/** Shows one short line for each line of a log. Time comes in as a parameter, in milliseconds since 1970. */
export function createScreen(output: Output, nowMs: () => number, nameWidth: number): Screen {
  let wanted: Shown = 'nothing';
  let second = 0;
  let shown = 0;
  let hidden = 0;
  const tellHidden = () => {
    if (hidden > 0) output.note(`         … ${hidden} more lines, in the log files\n`);
    hidden = 0;
  };
  return {
    setShown(next) {
      tellHidden();
      wanted = next;
    },
    show(service, line) {
      if (wanted === 'nothing') return;
      const current = Math.floor(nowMs() / 1000);
      if (current !== second) {
        tellHidden();
        second = current;
        shown = 0;
      }
      // Before the line is read: under load, reading lines that nobody sees would take the time of what is measured.
      if (shown >= LINES_PER_SECOND) {
        hidden += 1;
        return;
      }
      const short = shortenLine(line);
      if (!short || (wanted === 'problems' && short.level === 'info')) return;
      shown += 1;
      const time = new Date(current * 1000).toTimeString().slice(0, 8);
      output.note(
        `${paint(output, DIM, time)} ${service.padEnd(nameWidth)}  ${colored(output, short.level, short.text)}\n`,
      );
    },
  };
}

const DIM = 2;
const COLORS: Readonly<Record<LineLevel, number | undefined>> = { info: undefined, warn: 33, error: 31 };

function colored(output: Output, level: LineLevel, text: string): string {
  const color = COLORS[level];
  return color === undefined ? text : paint(output, color, text);
}

function paint({ useColor }: Output, sgr: number, text: string): string {
  return useColor ? `\u001b[${sgr}m${text}\u001b[0m` : text;
}
