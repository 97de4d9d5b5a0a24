import type { Handler } from '../playbook/task.ts';
import { answersTo, handlersOf } from './handler-names.ts';
import { isIn } from './host-state.ts';
import type { HostState } from './host-state.ts';
import { forgetNotes, recallNotes } from './recall-notes.ts';
import { runTask } from './run-task.ts';
import { sideBySide } from './side-by-side.ts';
import type { Walk } from './walk.ts';

/**
 * Runs the handlers that were notified, in the order in which they are defined, each at most once on a machine. One
 * that is notified by a later one runs in a further pass. `isLast`: no task of the play comes after it.
 */
export async function flushHandlers(
  hosts: readonly HostState[],
  around: Walk,
  { isLast = false }: { readonly isLast?: boolean } = {},
): Promise<void> {
  const { batch } = around;
  if (batch.play.handlers.length === 0) return;
  const walk: Walk = { ...around, section: 'handlers' };
  await sideBySide(hosts.filter(isIn), batch.run.plan.mode.forks, (state) =>
    recallNotes(batch, state, { isLast }),
  );
  const flushed = new Map(hosts.map((state) => [state, new Set<Handler>()]));
  const isDue = (handler: Handler, state: HostState) =>
    isIn(state) && flushed.get(state)?.has(handler) === false && isNotified(handler, state, walk);
  for (;;) {
    let hasRun = false;
    for (const handler of batch.play.handlers) {
      const due = hosts.filter((state) => isDue(handler, state));
      if (due.length === 0) continue;
      hasRun = true;
      for (const state of due) begin(handler, state, { walk, flushed });
      await runTask(handler, due, { ...walk, doubtOf: (state) => doubtOf(handler, state, walk) });
      for (const state of due.filter(isIn)) await dropDone(state, walk);
    }
    if (!hasRun) return;
  }
}

function isNotified(handler: Handler, state: HostState, { batch }: Walk): boolean {
  return [...state.notified].some(
    ([topic, { done }]) => !done.has(handler.id) && answersTo(handler, topic, { batch, state }),
  );
}

/** The task behind the notification, where it is not certain that there is one. */
function doubtOf(handler: Handler, state: HostState, { batch }: Walk): string | undefined {
  const doubts = [...state.notified].flatMap(([topic, { doubtfulAfter }]) =>
    answersTo(handler, topic, { batch, state }) ? [doubtfulAfter] : [],
  );
  return doubts.includes(undefined) ? undefined : doubts[0];
}

/** From here on a new notification is another one. */
function begin(
  handler: Handler,
  state: HostState,
  { walk, flushed }: { readonly walk: Walk; readonly flushed: ReadonlyMap<HostState, Set<Handler>> },
): void {
  flushed.get(state)?.add(handler);
  for (const [topic, { done }] of state.notified) {
    if (answersTo(handler, topic, { batch: walk.batch, state })) done.add(handler.id);
  }
}

/** Forgets what all handlers of a topic have seen to, here and on the machine. */
async function dropDone(state: HostState, { batch }: Walk): Promise<void> {
  const done = [...state.notified].flatMap(([topic, notification]) => {
    const handlers = handlersOf(topic, { batch, state });
    return handlers.every(({ id }) => notification.done.has(id)) ? [topic] : [];
  });
  for (const topic of done) state.notified.delete(topic);
  await forgetNotes(batch, state, done);
}
