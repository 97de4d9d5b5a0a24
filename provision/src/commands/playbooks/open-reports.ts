import { join, relative } from 'node:path';

import { eventsFile } from '../../report/events-file.ts';
import { htmlFile } from '../../report/html-file.ts';
import { painter } from '../../report/paint.ts';
import { together } from '../../report/report.ts';
import type { Report } from '../../report/report.ts';
import { textsFolder } from '../../report/texts-folder.ts';
import type { KeepText } from '../../run/run-options.ts';
import type { CommandContext } from '../command.ts';
import { makeRunFolder } from './run-folder.ts';

/** How a run is shown. */
export interface ReportStyle {
  readonly output: 'auto' | 'live' | 'plain' | 'json';
  readonly verbosity: number;
}

/** What shows a run and what keeps it, the page's path, and what keeps texts that are too long for either. @throws {FileError} */
export async function openReports(
  style: ReportStyle,
  { stateFolder, nowMs }: { readonly stateFolder: string; readonly nowMs: number },
  context: CommandContext,
): Promise<{ report: Report; page: string; keepText: KeepText }> {
  const folder = await makeRunFolder(stateFolder, nowMs);
  const kept = [eventsFile(join(folder, 'events.jsonl')), htmlFile(join(folder, 'report.html'))];
  const report = together([await shown(style, context), ...kept]);
  const show = (path: string) => shortPath(path, context);
  return {
    report,
    page: show(join(folder, 'report.html')),
    keepText: textsFolder(join(folder, 'texts'), show),
  };
}

async function shown({ output, verbosity }: ReportStyle, context: CommandContext): Promise<Report> {
  const screen = context.output;
  const paint = painter(screen.useColor);
  const form = output === 'auto' ? (screen.isTerminal ? 'live' : 'plain') : output;
  switch (form) {
    case 'json':
      return (await import('../../report/json.ts')).jsonReport(screen.print);
    case 'plain':
      return (await import('../../report/plain.ts')).plainReport(screen.print, { paint, verbosity });
    case 'live':
      return (await import('../../report/live.ts')).liveReport(screen, { paint, verbosity }, systemTicker);
  }
}

const systemTicker = {
  now: () => performance.timeOrigin + performance.now(),
  every: (intervalMs: number, callback: () => void) => {
    const timer = setInterval(callback, intervalMs).unref();
    return () => clearInterval(timer);
  },
};

/** A path as the user would write it from where they stand. */
function shortPath(path: string, { currentDirectory }: CommandContext): string {
  const below = relative(currentDirectory, path);
  return below.startsWith('..') ? path : below;
}
