import { actingHost } from './acting-host.ts';
import type { BatchContext } from './context.ts';
import type { HostState } from './host-state.ts';
import type { NotesPlace } from './notes.ts';
import { playIdentity } from './play-identity.ts';

/**
 * Where the notes of a play lie on a machine: they belong to the user whom the play as a whole becomes. Settings of the play
 * that cannot be evaluated fail every task: then nothing is there to be noted.
 */
export function notesAt(batch: BatchContext, state: Pick<HostState, 'host' | 'doubts'>): NotesPlace {
  const { machines, options } = batch.run;
  const { host } = state;
  return {
    connection: machines.of(actingHost(batch.play, host)).connection,
    identity: playIdentity(batch, state),
    host: host.name,
    folder: options.stateFolder,
    signal: options.signal,
  };
}
