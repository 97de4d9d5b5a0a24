import { LabError } from '../errors.ts';
import type { BatchContext } from './context.ts';
import { handlersOf } from './handler-names.ts';
import type { HostState } from './host-state.ts';
import { notesAt } from './notes-place.ts';
import { readNotes, removeNotes } from './notes.ts';
import { notify } from './notify.ts';

/**
 * Notifies again what an earlier run that did not come to its end had notified. Read once for a machine, and only where
 * the run had to do with it anyway.
 */
export async function recallNotes(batch: BatchContext, state: HostState): Promise<void> {
  const place = notesAt(batch, state);
  if (!state.hasReadNotes) {
    if (place.connection.roundTrips === 0) return;
    state.hasReadNotes = true;
    for (const topic of (await attempted(batch, state, () => readNotes(place))) ?? []) {
      if (!state.noted.has(topic)) state.recalled.add(topic);
      state.noted.add(topic);
    }
  }
  for (const topic of state.recalled) {
    if (handlersOf(topic, { batch, state }).length === 0) continue;
    state.recalled.delete(topic);
    const text = `an earlier run ended before the handlers of \`${topic}\` ran: they run now`;
    batch.run.reporter.emit({ type: 'note', host: state.host.name, text });
    notify(state, topic);
  }
}

/** Removes notes whose handlers have run. In check mode none has. */
export async function forgetNotes(
  batch: BatchContext,
  state: HostState,
  topics: readonly string[],
): Promise<void> {
  const noted = topics.filter((topic) => state.noted.has(topic));
  if (noted.length === 0 || batch.run.plan.mode.isCheck) return;
  for (const topic of noted) state.noted.delete(topic);
  await attempted(batch, state, () => removeNotes(noted, notesAt(batch, state)));
}

/** A machine that does not answer now will be found out by its next task. */
async function attempted<Value>(
  { run }: BatchContext,
  { host }: HostState,
  work: () => Promise<Value>,
): Promise<Value | undefined> {
  try {
    return await work();
  } catch (error) {
    if (run.options.signal.aborted || !(error instanceof LabError)) throw error;
    run.reporter.emit({ type: 'note', host: host.name, text: error.message });
    return undefined;
  }
}
