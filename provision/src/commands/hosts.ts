import type { CommandOptions } from '../command-line/commands.ts';
import { addressOf, withLine, withoutLines } from '../hosts-file/entry.ts';
import type { HostsLine } from '../hosts-file/entry.ts';
import { hostsFileOf, readHosts, writeHosts } from '../hosts-file/file.ts';
import { controllerOf, nodeAddress } from '../inventory/node-address.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadMachines } from './load-machines.ts';

/** `lab hosts`: the app's name in /etc/hosts. Done when the file says, or no longer says, what was asked for. */
export async function hosts(options: CommandOptions<'hosts'>, context: CommandContext): Promise<Outcome> {
  const { add, remove } = options;
  if (add && remove) return { status: 'bad-command-line', mistakes: ['--add or --remove, not both'] };
  const read = await loadMachines({ ...options, isLive: false }, context);
  if ('status' in read) return read;
  const controller = controllerOf(read.machines);
  if (!controller)
    return { status: 'bad-command-line', mistakes: ['no machine is in the group `controllers`'] };
  const line = { address: nodeAddress(controller, read.machines), name: read.lab.lab.app.host };
  const file = options.file ?? hostsFileOf(process.platform, context.environment);
  const before = await readHosts(file);
  const after = add ? withLine(before, line) : remove ? withoutLines(before) : before;
  if (after !== before) {
    await writeHosts(file, after, `npx lab hosts ${add ? '--add' : '--remove'}`);
    context.output.print(`${file}: ${add ? 'line added' : 'line removed'}\n`);
  }
  const known = addressOf(after, line.name);
  const isGone = remove && known === undefined;
  context.output.print(isGone ? `${line.name} is not known here\n` : `${sentence(line, known)}\n`);
  const isAsWanted = remove ? known === undefined : known === line.address;
  return { status: isAsWanted ? 'done' : 'failed' };
}

function sentence({ address, name }: HostsLine, known: string | undefined): string {
  if (known === undefined)
    return `${name} is not known here; \`lab hosts --add\` adds \`${address} ${name}\``;
  if (known === address) return `${name} is ${address}`;
  return `${name} is ${known} by a line that \`lab hosts\` has not written: change it by hand, it should be ${address}`;
}
