import type { CommandOptions } from '../command-line/commands.ts';
import { INSTALLED_SCRIPT, installedVersions } from '../versions/installed.ts';
import { renderVersions } from '../versions/render-versions.ts';
import type { VersionRow } from '../versions/render-versions.ts';
import { LOGIN, askMachines } from './ask-machines.ts';
import type { CommandContext, Outcome } from './command.ts';
import { loadMachines } from './load-machines.ts';
import { stateFolderOf } from '../lab/state-folder.ts';

/** `lab versions`: what lab.yml pins, and what the machines that run have. */
export async function versions(
  options: CommandOptions<'versions'>,
  context: CommandContext,
): Promise<Outcome> {
  const read = await loadMachines({ ...options, isLive: true, mayBeEmpty: true }, context);
  if ('status' in read) return read;
  const { lab } = read.lab;
  const answers = await askMachines(
    read.machines.inventory.hosts,
    { script: INSTALLED_SCRIPT, identity: LOGIN, stateFolder: stateFolderOf(context.root, lab) },
    context,
  );
  if (context.stop.aborted) return { status: 'interrupted' };
  const answered = answers.flatMap((answer) =>
    'stdout' in answer ? [{ name: answer.host.name, installed: installedVersions(answer.stdout) }] : [],
  );
  const rows: readonly VersionRow[] = Object.entries(lab.artifacts).map(([name, { version }]) => ({
    name,
    pinned: version,
    machines: Object.fromEntries(
      answered.map((machine) => [machine.name, machine.installed.get(name) ?? null] as const),
    ),
  }));
  const { output } = context;
  for (const answer of answers)
    if ('failure' in answer) output.note(`${answer.host.name}: ${answer.failure}\n`);
  output.print(
    options.json
      ? `${JSON.stringify(rows, undefined, 2)}\n`
      : renderVersions(
          rows,
          answered.map(({ name }) => name),
        ),
  );
  return { status: answered.length < answers.length ? 'unreachable' : 'done' };
}
