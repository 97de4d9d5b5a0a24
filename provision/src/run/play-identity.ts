import { variablesFor } from '../plan/variables.ts';
import type { Identity } from '../transport/connection.ts';
import type { BatchContext } from './context.ts';
import type { HostState } from './host-state.ts';
import { identityOf } from './site.ts';

/** The user whom a play as a whole becomes on a machine. @throws {EvaluationError} where its settings cannot be evaluated */
export function playIdentity(
  { run, play }: Pick<BatchContext, 'run' | 'play'>,
  { host, doubts }: Pick<HostState, 'host' | 'doubts'>,
): Identity {
  const { plan, states, options } = run;
  const remembered = (name: string) => states.get(name);
  const variables = variablesFor({ plan, host, play, remembered, playHosts: [] });
  return identityOf(play.settings, { variables, doubts }, options.becomePassword(host));
}
