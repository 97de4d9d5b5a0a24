import { constants } from 'node:os';

import type { Output } from '../connection.ts';

/** Shells report a command that a signal ended as 128 and the signal's number. */
const SIGNALLED = 128;

const SIGNAL_NAMES = new Map(
  Object.entries(constants.signals).map(([name, number]) => [number, name.replace(/^SIG/, '')] as const),
);

/** An output from the status that a shell reported. */
export function outputOf(
  status: number,
  {
    stdout,
    stderr,
    durationMs,
  }: { readonly stdout: Buffer; readonly stderr: Buffer; readonly durationMs: number },
): Output {
  const signal = status > SIGNALLED ? SIGNAL_NAMES.get(status - SIGNALLED) : undefined;
  return {
    exitCode: signal === undefined ? status : undefined,
    signal,
    hasTimedOut: false,
    stdout,
    stderr,
    durationMs,
  };
}
