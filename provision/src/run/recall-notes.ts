import { isDeepStrictEqual } from 'node:util';

import { LabError } from '../errors.ts';
import type { BatchContext } from './context.ts';
import { handlersOf } from './handler-names.ts';
import type { HostState } from './host-state.ts';
import { notesAt } from './notes-place.ts';
import { readNotes, removeNotes } from './notes.ts';
import type { Note } from './notes.ts';
import { notify } from './notify.ts';
import { playNameOf } from './title.ts';

/**
 * Notifies again what an earlier run that did not come to its end had notified, once the task that did so has come by
 * (what a handler needs may come after other flushes), at the latest at the end of its play. What belongs to no play of
 * this run is taken up by the first that has a handler for it. Read once for a machine, and only where the run had to
 * do with it anyway.
 */
export async function recallNotes(
  batch: BatchContext,
  state: HostState,
  { isLast }: { readonly isLast: boolean },
): Promise<void> {
  const place = notesAt(batch, state);
  if (!state.hasReadNotes) {
    if (place.connection.roundTrips === 0) return;
    state.hasReadNotes = true;
    // What this play itself has written down since is no earlier run's.
    const own = [...state.noted];
    for (const note of (await attempted(batch, state, () => readNotes(place))) ?? []) {
      if (!own.some((each) => isDeepStrictEqual(each, note))) state.recalled.add(note);
    }
  }
  const due = [...state.recalled].filter((note) => isDue(note, { batch, state, isLast }));
  for (const note of due) {
    state.recalled.delete(note);
    state.noted.add(note);
  }
  for (const topic of new Set(due.map((note) => note.topic))) {
    const text = `an earlier run ended before the handlers of \`${topic}\` ran: they run now`;
    batch.run.reporter.emit({ type: 'note', host: state.host.name, text });
    notify(state, topic);
  }
}

function isDue(
  note: Note,
  {
    batch,
    state,
    isLast,
  }: { readonly batch: BatchContext; readonly state: HostState; readonly isLast: boolean },
): boolean {
  const { play, run } = batch;
  if (handlersOf(note.topic, { batch, state }).length === 0) return false;
  if (playNameOf(play, run.plan) === note.play) return isLast || state.passed.has(note.task);
  return !run.plan.plays.some(
    (each) =>
      playNameOf(each.play, run.plan) === note.play &&
      each.batches.some((hosts) => hosts.includes(state.host)),
  );
}

/** Removes notes whose handlers have run. In check mode none has. */
export async function forgetNotes(
  batch: BatchContext,
  state: HostState,
  topics: readonly string[],
): Promise<void> {
  const notes = [...state.noted].filter(({ topic }) => topics.includes(topic));
  if (notes.length === 0 || batch.run.plan.mode.isCheck) return;
  for (const note of notes) state.noted.delete(note);
  await attempted(batch, state, () => removeNotes(notes, notesAt(batch, state)));
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
