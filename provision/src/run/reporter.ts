import type { Clock } from './clock.ts';
import type { EventSink, Happening, Recap, RunEvent } from './event.ts';
import { EventTexts } from './event-texts.ts';
import { RecapCount } from './recap.ts';
import type { KeepText } from './run-options.ts';
import { scrubValue } from './scrub-value.ts';

/** The one way out for events: stamps them, takes secrets and the middle of very long texts out, keeps the numbers. */
export interface Reporter {
  readonly emit: (happening: Happening) => void;
  readonly recap: () => Readonly<Record<string, Recap>>;
}

/** A reporter whose recap has a row for each of these hosts, also when nothing ran there. */
export function createReporter(options: {
  readonly sink: EventSink;
  readonly clock: Clock;
  readonly scrub: (text: string) => string;
  readonly hosts: readonly string[];
  readonly keepText?: KeepText;
}): Reporter {
  const count = new RecapCount(options.hosts);
  const texts = new EventTexts(options.keepText ?? (() => 'it was not kept'));
  return {
    emit: (happening) => {
      const scrubbed = scrubValue(texts.lean(happening), options.scrub);
      const named = { ...scrubbed, ...identityOf(happening) } as Happening;
      const event = { ...texts.bound(named), atMs: options.clock.now() } as RunEvent;
      count.add(event);
      options.sink(event);
    },
    recap: () => count.read(),
  };
}

/** What events are told apart by stays as it is: a machine may be called what somewhere is a password. */
function identityOf(happening: Happening): Readonly<Record<string, unknown>> {
  const names = ['type', 'host', 'taskId', 'playId'];
  return Object.fromEntries(Object.entries(happening).filter(([name]) => names.includes(name)));
}
