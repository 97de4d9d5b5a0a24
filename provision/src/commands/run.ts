import type { CommandOptions } from '../command-line/commands.ts';
import { sourceFiles } from '../source/read.ts';
import type { CommandContext, Outcome } from './command.ts';
import { prepare } from './playbooks/prepare.ts';
import { singleTaskPlaybook, withSingleTask } from './playbooks/single-task.ts';

/** `lab run`: one task on some machines. */
export async function run(
  { options, words }: { readonly options: CommandOptions<'run'>; readonly words: readonly string[] },
  context: CommandContext,
): Promise<Outcome> {
  const module = options['module-name'] ?? 'command';
  const made = await singleTaskPlaybook({ pattern: words[0] ?? 'all', module, args: options.args });
  if ('mistake' in made) return { status: 'bad-command-line', mistakes: [made.mistake] };
  const { files, name } = withSingleTask(sourceFiles(context.currentDirectory), made.text);
  const { prepared, problems } = await prepare(options, { playbooks: [name], files, isLive: true }, context);
  if (!prepared) return { status: 'bad-files', problems, textOf: files.textOf };
  const { carryOut } = await import('./playbooks/carry-out.ts');
  // What came back is what was asked for.
  const flags = { ...options, verbose: Math.max(1, options.verbose) };
  return carryOut(prepared, { flags, files, playbooks: [name] }, context);
}
