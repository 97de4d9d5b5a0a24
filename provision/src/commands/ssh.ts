import type { CommandOptions } from '../command-line/commands.ts';
import { matchHosts } from '../inventory/pattern.ts';
import { createKnownHosts } from '../transport/known-hosts.ts';
import type { CommandContext, Outcome } from './command.ts';
import { badFiles, loadMachines } from './load-machines.ts';
import { knownHostsFile } from './playbooks/known-hosts-file.ts';
import { stateFolderOf } from '../lab/state-folder.ts';

/** `lab ssh`: a shell on a machine, or the host keys of machines forgotten. */
export async function ssh(
  { options, words }: { readonly options: CommandOptions<'ssh'>; readonly words: readonly string[] },
  context: CommandContext,
): Promise<Outcome> {
  const { forget } = options;
  const pattern = forget ?? words[0];
  if (pattern === undefined || (forget !== undefined && words.length > 0)) {
    return {
      status: 'bad-command-line',
      mistakes: ['lab ssh MACHINE [COMMAND…], or lab ssh --forget MACHINE'],
    };
  }
  const read = await loadMachines({ ...options, isLive: true }, context);
  if ('status' in read) return read;
  const { hosts, mistakes } = matchHosts(pattern, read.machines.inventory);
  if (mistakes.length > 0) {
    const file = forget === undefined ? 'MACHINE' : '--forget';
    const wrong = mistakes.map(({ code, message, hint }) => ({
      code,
      message,
      file,
      ...(hint !== undefined && { hint }),
    }));
    return badFiles(wrong, read.files);
  }
  const file = knownHostsFile(stateFolderOf(context.root, read.lab.lab));
  if (forget === undefined) {
    const { openShell } = await import('./ssh/open-shell.ts');
    return openShell(hosts, { command: words.slice(1), knownHosts: file }, context);
  }
  const knownHosts = createKnownHosts({ file, onNote: () => undefined });
  for (const { name, address, machineId } of hosts) {
    const count = address.kind === 'ssh' ? await knownHosts.forget({ ...address, machineId }) : 0;
    const keys = count === 1 ? 'one host key' : `${count} host keys`;
    context.output.print(count === 0 ? `${name}: no host key is known\n` : `${name}: ${keys} forgotten\n`);
  }
  return { status: 'done' };
}
