import type { Identity } from '../transport/connection.ts';
import type { BatchContext } from './context.ts';
import { identityOf } from './site.ts';
import type { HostState } from './host-state.ts';
import type { NotesPlace } from './notes.ts';
import { variablesFor } from '../plan/variables.ts';

/** Where the notes of a play lie on a machine: they belong to the user whom the play as a whole becomes. */
export function notesAt(batch: BatchContext, { host, doubts }: HostState): NotesPlace {
  const { machines, options } = batch.run;
  return {
    connection: machines.of(host).connection,
    identity: identity(batch, { host, doubts }),
    host: host.name,
    folder: options.stateFolder,
    signal: options.signal,
  };
}

/** Settings of the play that cannot be evaluated fail every task: then nothing is there to be noted. */
function identity(
  { run, play }: BatchContext,
  { host, doubts }: Pick<HostState, 'host' | 'doubts'>,
): Identity {
  const { plan, states, options } = run;
  const remembered = (name: string) => states.get(name);
  const variables = variablesFor({ plan, host, play, remembered, playHosts: [] });
  return identityOf(play.settings, { variables, doubts }, options.becomePassword(host));
}
