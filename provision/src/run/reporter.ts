import type { Clock } from './clock.ts';
import type { EventSink, Recap, RunEvent } from './event.ts';
import { RecapCount } from './recap.ts';
import { scrubValue } from './scrub-value.ts';

/** An event before its stamp. */
export type Happening = RunEvent extends infer Event
  ? Event extends RunEvent
    ? Omit<Event, 'atMs'>
    : never
  : never;

/** The one way out for events: stamps them, takes secrets out, keeps the numbers. */
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
}): Reporter {
  const count = new RecapCount(options.hosts);
  return {
    emit: (happening) => {
      const scrubbed = scrubValue(happening, options.scrub);
      const event = { ...scrubbed, ...identityOf(happening), atMs: options.clock.now() } as RunEvent;
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
