import type { CommandOptions } from '../command-line/commands.ts';
import { loadInventory } from '../inventory/load-inventory.ts';
import { matchHosts } from '../inventory/pattern.ts';
import { sourceFiles } from '../source/read.ts';
import { createKnownHosts } from '../transport/known-hosts.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadLabOf } from './load-lab.ts';
import { chooseInventory, inventoryContext } from './playbooks/choose-inventory.ts';
import { knownHostsFile } from './playbooks/known-hosts-file.ts';
import { provisionState } from './playbooks/state-folder.ts';

/** `lab ssh`: forgets the host keys of machines. */
export async function ssh(options: CommandOptions<'ssh'>, context: CommandContext): Promise<Outcome> {
  const { forget } = options;
  if (forget === undefined)
    return { status: 'bad-command-line', mistakes: ['what is missing: --forget HOST'] };
  const files = sourceFiles(context.currentDirectory);
  const lab = await loadLabOf(context, files, options.lab);
  const source = chooseInventory({ ...options, isLive: true }, lab.loaded, context);
  const inventory = source
    ? await loadInventory(source, inventoryContext(context, files, {}))
    : { loaded: undefined, problems: [] };
  const problems = [...lab.problems, ...inventory.problems];
  if (!lab.loaded || !inventory.loaded || problems.length > 0) {
    return { status: 'bad-files', problems, textOf: files.textOf };
  }
  const { hosts, mistakes } = matchHosts(forget, inventory.loaded.inventory);
  if (mistakes.length > 0) {
    const wrong = mistakes.map(({ code, message, hint }) => ({
      code,
      message,
      file: '--forget',
      ...(hint !== undefined && { hint }),
    }));
    return { status: 'bad-files', problems: wrong, textOf: files.textOf };
  }
  const knownHosts = createKnownHosts({
    file: knownHostsFile(provisionState(context, lab.loaded.lab)),
    onNote: () => undefined,
  });
  for (const { name, address, machineId } of hosts) {
    const count = address.kind === 'ssh' ? await knownHosts.forget({ ...address, machineId }) : 0;
    const keys = count === 1 ? 'one host key' : `${count} host keys`;
    context.output.print(count === 0 ? `${name}: no host key is known\n` : `${name}: ${keys} forgotten\n`);
  }
  return { status: 'done' };
}
