import type { Host } from '../inventory/inventory.ts';
import { LabError } from '../errors.ts';
import type { Command } from '../shell/command.ts';
import type { Connection, Identity } from '../transport/connection.ts';
import { createKnownHosts } from '../transport/known-hosts.ts';
import { openConnection } from '../transport/open-connection.ts';
import type { CommandContext } from './command.ts';
import { knownHostsFile } from './playbooks/known-hosts-file.ts';

/** What a machine printed, or why it could not be asked. */
export type MachineAnswer =
  { readonly host: Host; readonly stdout: string } | { readonly host: Host; readonly failure: string };

/** The user who logged in. */
export const LOGIN: Identity = { becomeUser: undefined, becomePassword: undefined };
/** The administrator, where sudo asks for no password. */
export const ROOT: Identity = { becomeUser: 'root', becomePassword: undefined };

/** How long a machine may take to answer. */
const TIMEOUT_MS = 20_000;

/** Runs a script that only looks on all machines at once; one that does not answer has its failure. */
export async function askMachines(
  hosts: readonly Host[],
  { script, identity, stateFolder }: { script: Command; identity: Identity; stateFolder: string },
  context: CommandContext,
): Promise<readonly MachineAnswer[]> {
  const connect = machineOpener(stateFolder, context);
  return Promise.all(
    hosts.map(async (host): Promise<MachineAnswer> => {
      await using connection = connect(host);
      try {
        const [output] = await connection.ask([script], {
          identity,
          timeoutMs: TIMEOUT_MS,
          signal: context.stop,
        });
        if (output === undefined || output.hasTimedOut) return { host, failure: 'no answer in 20 s' };
        return { host, stdout: output.stdout.toString('utf8') };
      } catch (error) {
        if (!(error instanceof LabError)) throw error;
        return {
          host,
          failure: error.hint === undefined ? error.message : `${error.message}: ${error.hint}`,
        };
      }
    }),
  );
}

/** The way to machines for commands that run no playbook; what is learnt of host keys is noted. */
export function machineOpener(
  stateFolder: string,
  { environment, output }: CommandContext,
): (host: Host) => Connection {
  const knownHosts = createKnownHosts({
    file: knownHostsFile(stateFolder),
    onNote: (machine, text) => output.note(`${machine}: ${text}\n`),
  });
  return (host) => openConnection(host, { knownHosts, environment });
}
