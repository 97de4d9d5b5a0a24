import type { EventSink } from '../run/event.ts';

/** Something that shows or keeps a run: takes its events, and is ended when no more come. */
export interface Report {
  readonly sink: EventSink;
  /** Takes down what was drawn, writes what is left to write. */
  readonly end: () => Promise<void> | void;
  /** In the place of `end`, where the process ends right behind it: writes what must not be lost. */
  readonly endNow?: () => void;
}

/** Several reports as one; each sees every event. */
export function together(reports: readonly Report[]): Report {
  return {
    sink: (event) => {
      for (const report of reports) report.sink(event);
    },
    end: async () => {
      for (const report of reports) await report.end();
    },
    endNow: () => {
      for (const report of reports) report.endNow?.();
    },
  };
}
