import { renderValue } from '../expression/template-value.ts';
import { variablesFor } from '../plan/variables.ts';
import type { Handler } from '../playbook/task.ts';
import type { BatchContext } from './context.ts';
import type { HostState } from './host-state.ts';

/** Who asks, and on which machine: the name of a handler may have templates. */
interface Asking {
  readonly batch: BatchContext;
  readonly state: HostState;
}

/** The handlers that answer to a topic: all that listen to it, and of those with that name the last one. */
export function handlersOf(topic: string, asking: Asking): readonly Handler[] {
  const { handlers } = asking.batch.play;
  const named = handlers.findLast((handler) => nameOf(handler, asking) === topic);
  return handlers.filter((handler) => handler === named || handler.listen.includes(topic));
}

/** Whether a handler answers to a topic. */
export function answersTo(handler: Handler, topic: string, asking: Asking): boolean {
  return handlersOf(topic, asking).includes(handler);
}

function nameOf({ name, vars }: Handler, { batch, state }: Asking): unknown {
  if (name === undefined) return undefined;
  if (name.kind === 'plain') return name.value;
  const { plan, states } = batch.run;
  const remembered = (host: string) => states.get(host);
  const variables = variablesFor({
    plan,
    host: state.host,
    play: batch.play,
    vars,
    remembered,
    playHosts: [],
  });
  const rendered = renderValue(name, variables);
  return 'value' in rendered ? rendered.value : undefined;
}
