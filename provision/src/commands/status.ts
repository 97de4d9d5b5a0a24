import type { CommandOptions } from '../command-line/commands.ts';
import { clusterParts } from '../status/ask-cluster.ts';
import { MACHINE_SCRIPT, machinesPart } from '../status/machines.ts';
import { renderStatus } from '../status/render-status.ts';
import { LOGIN, askMachines } from './ask-machines.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadMachines } from './load-machines.ts';
import { kubeconfigFile } from './playbooks/kubeconfig-file.ts';
import { stateFolderOf } from '../lab/state-folder.ts';

/** `lab status`: how machines, nodes and pods are, and what is wrong. */
export async function status(options: CommandOptions<'status'>, context: CommandContext): Promise<Outcome> {
  const read = await loadMachines({ ...options, isLive: true, mayBeEmpty: true }, context);
  if ('status' in read) return read;
  const { hosts, absent = new Map() } = read.machines.inventory;
  const stateFolder = stateFolderOf(context.root, read.lab.lab);
  const answers = await askMachines(hosts, { script: MACHINE_SCRIPT, identity: LOGIN, stateFolder }, context);
  const looks = answers.map(({ host: { name }, ...answer }) => ({ name, ...answer }));
  const isAnyUp = answers.some((answer) => 'stdout' in answer);
  const parts = [
    machinesPart(looks, absent),
    ...(isAnyUp
      ? await clusterParts(kubeconfigFile(stateFolder), {
          expected: hosts.map(({ name }) => name),
          unit: read.lab.lab.cluster.distribution === 'k3s' ? 'k3s' : 'kubelet',
          signal: context.stop,
        })
      : []),
  ];
  if (context.stop.aborted) return { status: 'interrupted' };
  const { output } = context;
  output.print(options.json ? `${JSON.stringify(parts, undefined, 2)}\n` : renderStatus(parts, output));
  if (answers.some((answer) => 'failure' in answer)) return { status: 'unreachable' };
  return { status: parts.some(({ troubles }) => troubles.length > 0) ? 'failed' : 'done' };
}
