import { destination } from 'pino';
import type { DestinationStream } from 'pino';

/** A write a line costs more than making the line; this much is written at once… */
const BUFFER_BYTES = 4096;
/** …or after this long, so that whoever watches does not notice. */
const LONGEST_WAIT_MS = 50;

/** The parts of the surroundings that are used; a test passes its own. */
export interface OutputSurroundings {
  /** Calls back later, without keeping the process alive. */
  readonly schedule: (callback: () => void, delayMs: number) => void;
  /** Calls back when the process ends in any way but a kill. */
  readonly atExit: (callback: () => void) => void;
}

const ownProcess: OutputSurroundings = {
  schedule: (callback, delayMs) => {
    setTimeout(callback, delayMs).unref();
  },
  atExit: (callback) => {
    process.once('exit', callback);
  },
};

/** Writes lines to a file descriptor in bundles. A killed process loses what came in the last 50 ms. */
export function bufferedOutput(
  fd: number,
  { schedule, atExit }: OutputSurroundings = ownProcess,
): DestinationStream {
  const stream = destination({ fd, sync: true, minLength: BUFFER_BYTES });
  let isScheduled = false;
  atExit(() => stream.flushSync());
  return {
    write(line) {
      stream.write(line);
      if (isScheduled) return;
      isScheduled = true;
      schedule(() => {
        isScheduled = false;
        stream.flushSync();
      }, LONGEST_WAIT_MS);
    },
  };
}
