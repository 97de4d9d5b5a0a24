import type { CommandOptions } from '../../command-line/commands.ts';
import type { Host } from '../../inventory/inventory.ts';
import { sh } from '../../shell/command.ts';
import { ROOT, machineOpener } from '../ask-machines.ts';
import type { CommandContext, Outcome } from '../command.ts';

/** Shows a machine's journal as it comes. */
export async function machineJournal(
  host: Host,
  { options, stateFolder }: { readonly options: CommandOptions<'logs'>; readonly stateFolder: string },
  context: CommandContext,
): Promise<Outcome> {
  const { unit, lines, follow } = options;
  const words = [
    '--no-pager',
    '--output',
    'short-iso',
    '--lines',
    lines,
    ...(unit === undefined ? [] : ['--unit', unit]),
    ...(follow ? ['--follow'] : []),
  ];
  await using connection = machineOpener(stateFolder, context)(host);
  const { output } = context;
  const text = { stdout: new TextDecoder(), stderr: new TextDecoder() };
  const result = await connection.execute(sh`journalctl ${words}`, {
    identity: ROOT,
    signal: context.stop,
    onOutput: (stream, chunk) => {
      const shown = text[stream].decode(chunk, { stream: true });
      if (stream === 'stdout') output.print(shown);
      else output.note(shown);
    },
  });
  // Whoever follows ends it with Ctrl-C: that is how it is meant.
  if (context.stop.aborted) return follow ? { status: 'done' } : { status: 'interrupted' };
  return { status: result.exitCode === 0 ? 'done' : 'failed' };
}
