import type { Action } from '../../modules/action.ts';
import { download } from './download.ts';
import { machineUrl } from './machine-url.ts';
import { poll } from './poll.ts';
import { reconnect } from './reconnect.ts';
import { runShell } from './run-shell.ts';
import { sendFile } from './send-file.ts';
import type { Temporaries } from './temporaries.ts';
import { upload } from './upload.ts';
import type { World } from './world.ts';

/** What an action came to. `failed` is what no module could judge: a program that is missing, a fact that is not to be had. */
export type Performed =
  | { readonly kind: 'output'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly message: string };

export interface Workplace {
  readonly world: World;
  readonly temporaries: Temporaries;
}

/** The outputs in the order of the actions, or why one could not be begun: then no further one is tried. */
export async function performAll(
  actions: readonly Action[],
  workplace: Workplace,
): Promise<
  | { readonly kind: 'outputs'; readonly outputs: readonly unknown[] }
  | { readonly kind: 'failed'; readonly message: string }
> {
  const outputs: unknown[] = [];
  for (const action of actions) {
    workplace.world.signal.throwIfAborted();
    const performed = await performAndForget(action, workplace);
    // What a command left that was ended on the way is no result.
    workplace.world.signal.throwIfAborted();
    if (performed.kind === 'failed') return performed;
    outputs.push(performed.output);
  }
  return { kind: 'outputs', outputs };
}

/** What is done from the user's machine, and to none of the inventory's. */
const OF_NO_MACHINE: readonly Action['kind'][] = ['fetch-artifact', 'cluster', 'cluster-poll'];

/** Whatever became of the action, nothing that was known of the machine can be relied on afterwards. */
async function performAndForget(action: Action, workplace: Workplace): Promise<Performed> {
  const { facts, connection } = workplace.world;
  try {
    return await perform(action, workplace);
  } finally {
    // A file that came to the user's machine may lie on any machine of the inventory that is this one.
    if (action.kind === 'download') facts.forgetAll();
    else if (!OF_NO_MACHINE.includes(action.kind)) facts.forget(connection.host);
  }
}

async function perform(action: Action, { world, temporaries }: Workplace): Promise<Performed> {
  switch (action.kind) {
    case 'shell':
      return runShell(action, world);
    case 'upload':
      return upload(action, world, temporaries);
    case 'send':
      return sendFile(action, world, temporaries);
    case 'download':
      return download(action, world);
    case 'machine-url':
      return machineUrl(action, world, temporaries);
    case 'fetch-artifact':
      return (await import('./artifact.ts')).fetchArtifact(action, world);
    case 'poll':
      return poll(action, world);
    case 'reconnect':
      return reconnect(action, world);
    case 'cluster':
      return (await import('./cluster.ts')).changeCluster(action, world);
    case 'cluster-poll':
      return (await import('./cluster-poll.ts')).pollCluster(action, world);
    case 'build-image':
      return (await import('./build-image.ts')).buildImage(action, { world, temporaries });
  }
}
