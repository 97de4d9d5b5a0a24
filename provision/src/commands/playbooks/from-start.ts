import type { EventSink, RunEvent } from '../../run/event.ts';

/** A sink whose first event is the run's beginning: what is noted while machines are connected to ahead of it waits for that. */
export function fromStart(sink: EventSink): EventSink {
  const early: RunEvent[] = [];
  let hasBegun = false;
  return (event) => {
    hasBegun ||= event.type === 'run-started';
    if (!hasBegun) {
      early.push(event);
      return;
    }
    sink(event);
    for (const each of early.splice(0)) sink(each);
  };
}
