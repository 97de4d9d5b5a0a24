import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';

import { bufferedOutput } from './buffered-output.ts';

export type { Logger } from 'pino';

const STANDARD_OUTPUT = 1;

export interface LoggerOptions {
  readonly service: string;
  readonly version: string;
  readonly release: string;
  /** @default 'info' */
  readonly level?: string;
  /** Where the lines go. @default standard output, in bundles of at most 50 ms */
  readonly destination?: DestinationStream;
}

/** A logger that writes one JSON object a line, each with the service, its version and its release. */
export function createLogger({
  service,
  version,
  release,
  level = 'info',
  destination,
}: LoggerOptions): Logger {
  const options = {
    level,
    base: { service, version, release },
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: ['headers.authorization', 'headers.cookie'], censor: '***' },
  };
  return pino(options, destination ?? bufferedOutput(STANDARD_OUTPUT));
}
