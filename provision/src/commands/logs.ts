import type { CommandOptions } from '../command-line/commands.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadMachines } from './load-machines.ts';
import { stateFolderOf } from '../lab/state-folder.ts';

/** `lab logs`: the journal of a machine, or the logs of a pod. */
export async function logs(
  { options, words }: { readonly options: CommandOptions<'logs'>; readonly words: readonly string[] },
  context: CommandContext,
): Promise<Outcome> {
  const [name = ''] = words;
  const read = await loadMachines({ ...options, isLive: true, mayBeEmpty: true }, context);
  if ('status' in read) return read;
  const { lab } = read.lab;
  const stateFolder = stateFolderOf(context.root, lab);
  const host = read.machines.inventory.hosts.find((each) => each.name === name);
  if (!host) {
    const { podLogs } = await import('./logs/pod-logs.ts');
    return podLogs(name, { options, stateFolder, namespace: lab.namespace }, context);
  }
  if (options.container !== undefined || options.previous) {
    return {
      status: 'bad-command-line',
      mistakes: [`${name} is a machine: --container and --previous are for pods`],
    };
  }
  const { machineJournal } = await import('./logs/machine-journal.ts');
  return machineJournal(host, { options, stateFolder }, context);
}
