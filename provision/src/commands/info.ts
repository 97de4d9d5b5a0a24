import type { CommandOptions } from '../command-line/commands.ts';
import { describeLab, renderInfo } from '../info/describe-lab.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadMachines } from './load-machines.ts';
import { kubeconfigFile } from './playbooks/kubeconfig-file.ts';
import { stateFolderOf } from '../lab/state-folder.ts';

/** `lab info`: where everything is. */
export async function info(options: CommandOptions<'info'>, context: CommandContext): Promise<Outcome> {
  const read = await loadMachines({ ...options, isLive: false }, context);
  if ('status' in read) return read;
  const { lab } = read.lab;
  const kubeconfig = kubeconfigFile(stateFolderOf(context.root, lab));
  const { output } = context;
  const found = describeLab(lab, read.machines, kubeconfig);
  if (options.kubeconfig) output.print(`${kubeconfig}\n`);
  else output.print(options.json ? `${JSON.stringify(found, undefined, 2)}\n` : renderInfo(found));
  return { status: 'done' };
}
