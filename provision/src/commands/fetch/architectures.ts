import { ARCHITECTURES, architectureNamed } from '../../artifacts/resolve.ts';
import type { Architecture } from '../../artifacts/resolve.ts';
import { sh } from '../../shell/command.ts';
import { LOGIN, askMachines } from '../ask-machines.ts';
import type { CommandContext, Outcome } from '../command.ts';
import { loadMachines } from '../load-machines.ts';
import { stateFolderOf } from '../../lab/state-folder.ts';

/** Which architectures files are fetched for: those that were named, those of the inventory's machines, or this computer's. */
export async function architecturesFor(
  options: {
    readonly arch: readonly string[];
    readonly inventory: string | undefined;
    readonly lab: string | undefined;
  },
  context: CommandContext,
): Promise<readonly Architecture[] | Outcome> {
  const { arch, inventory } = options;
  if (arch.length > 0) return known(arch, (name) => `--arch ${name}`);
  if (inventory === undefined) return known([process.arch], (name) => `this computer is a ${name}`);
  const read = await loadMachines({ ...options, isLive: true }, context);
  if ('status' in read) return read;
  const answers = await askMachines(
    read.machines.inventory.hosts,
    { script: sh`uname -m`, identity: LOGIN, stateFolder: stateFolderOf(context.root, read.lab.lab) },
    context,
  );
  for (const answer of answers)
    if ('failure' in answer) context.output.note(`${answer.host.name}: ${answer.failure}\n`);
  if (answers.some((answer) => 'failure' in answer)) return { status: 'unreachable' };
  const names = answers.flatMap((answer) => ('stdout' in answer ? [answer.stdout.trim()] : []));
  return known(names, (name) => `a machine is a ${name}`);
}

function known(
  names: readonly string[],
  describe: (name: string) => string,
): readonly Architecture[] | Outcome {
  const strange = names.filter((name) => architectureNamed(name) === undefined);
  if (strange.length > 0) {
    const mistakes = strange.map(
      (name) => `${describe(name)}: artifacts are for ${ARCHITECTURES.join(' and ')}`,
    );
    return { status: 'bad-command-line', mistakes };
  }
  return [...new Set(names.flatMap((name) => architectureNamed(name) ?? []))];
}
