import type { RunEvent } from '../run/event.ts';
import { durationText } from './duration-text.ts';
import { LiveHosts } from './live-hosts.ts';
import { LiveTasks } from './live-tasks.ts';
import type { OutcomeStyle } from './outcome-lines.ts';
import { oneLine } from './printable.ts';
import { recapLines } from './recap-lines.ts';
import type { Report } from './report.ts';

/** A terminal, as far as the live report uses it. */
export interface LiveScreen {
  readonly columns: number;
  readonly rows: number;
  readonly print: (text: string) => void;
  /** Lines that stay at the bottom until others replace them; undefined takes them away. */
  readonly progress: (text: string | undefined) => void;
}

/** Time, as the live report sees it. */
export interface Ticker {
  readonly now: () => number;
  /** Calls back again and again; gives what stops it. Does not keep the process alive. */
  readonly every: (intervalMs: number, callback: () => void) => () => void;
}

/** Often enough for tenths of seconds, and calm. */
const FRAME_MS = 100;

/** A terminal that moves: what is done scrolls above, a line for each machine that works stays below. */
export function liveReport(screen: LiveScreen, style: Omit<OutcomeStyle, 'isDiff'>, ticker: Ticker): Report {
  const hosts = new LiveHosts();
  const tasks = new LiveTasks();
  let isCheck = false;
  let isDiff = false;
  const draw = () => {
    const lines = hosts.draw(screen, ticker.now(), style.paint);
    screen.progress(lines.length === 0 ? undefined : lines.join('\n'));
  };
  const stop = ticker.every(FRAME_MS, draw);
  return {
    sink: (event) => {
      if (event.type === 'run-started') ({ isCheck, isDiff } = event);
      hosts.add(event);
      const full = { ...style, isDiff };
      const lines = [...tasks.add(event, full, screen.columns), ...otherLines(event, { ...full, isCheck })];
      if (lines.length === 0) return;
      // What stays below must not be what was just done.
      draw();
      screen.print(`${lines.join('\n')}\n`);
    },
    end: () => {
      stop();
      screen.progress(undefined);
    },
  };
}

/** What is no task: the beginning of a play, notes, the end. */
function otherLines(
  event: RunEvent,
  { paint, isCheck }: OutcomeStyle & { readonly isCheck: boolean },
): readonly string[] {
  switch (event.type) {
    case 'run-started':
      return event.isCheck ? ['check mode: nothing is changed, only said'] : [];
    case 'play-started': {
      const batch = event.batch === 0 ? '' : `, batch ${event.batch + 1}`;
      const count = event.hosts.length === 1 ? '1 machine' : `${event.hosts.length} machines`;
      return ['', `${paint('bold', oneLine(event.name))}${paint('dim', `${batch} · ${count}`)}`];
    }
    case 'play-skipped':
      return [
        '',
        `${paint('bold', oneLine(event.name))} ${paint('skipped', `skipped: ${oneLine(event.reason)}`)}`,
      ];
    case 'note':
      return [`  ${event.host === undefined ? '' : `${event.host}: `}${oneLine(event.text)}`];
    case 'run-finished':
      return [
        '',
        ...recapLines(event.recap, { isCheck, paint }),
        ...event.left.map((text) => `was under way: ${oneLine(text)}`),
        paint(
          'dim',
          `${event.status === 'interrupted' ? 'interrupted after' : 'took'} ${durationText(event.durationMs)}`,
        ),
      ];
    default:
      return [];
  }
}
