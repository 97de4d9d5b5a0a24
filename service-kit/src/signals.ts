import type { Logger } from './logger.ts';
import type { RunningService } from './serve.ts';

const SIGNALS = { SIGTERM: 15, SIGINT: 2 } as const;

/** The part of `process` that is used; a test passes its own. */
export interface SignalSource {
  on(signal: NodeJS.Signals, listener: () => void): unknown;
  exit(code: number): void;
}

/** Drains on SIGTERM or SIGINT and leaves with 0; a second signal leaves at once with 128 + its number. */
export function drainOnSignals(
  service: RunningService,
  logger: Logger,
  source: SignalSource = process,
): void {
  let isEnding = false;
  for (const [signal, number] of Object.entries(SIGNALS)) {
    source.on(signal as NodeJS.Signals, () => {
      logger.info({ signal }, 'signal');
      if (isEnding) {
        source.exit(128 + number);
        return;
      }
      isEnding = true;
      void service.drain().then(() => source.exit(0));
    });
  }
}
