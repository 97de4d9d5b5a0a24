import { join } from 'node:path';

import type { CommandOptions } from '../command-line/commands.ts';
import { sourceFiles } from '../source/read.ts';
import type { CommandContext, Outcome } from './command.ts';
import { renderLists } from './playbooks/lists.ts';
import { prepare } from './playbooks/prepare.ts';
import { stepMistake } from './playbooks/step.ts';

/** The playbook of a `lab provision` that names none. */
const SITE = join('playbooks', 'site.yml');

/** `lab provision`: checks everything, then runs the playbooks. */
export async function provision(
  { options, words }: { readonly options: CommandOptions<'provision'>; readonly words: readonly string[] },
  context: CommandContext,
): Promise<Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const isListing = options['list-tasks'] || options['list-tags'] || options['list-hosts'];
  const named = words.length > 0 ? words : [join(context.root, SITE)];
  // Who runs matters to those who ask for machines, and to a run.
  const isLive = options['list-hosts'] || !(isListing || options['syntax-check']);
  const mistake = options.step ? stepMistake(context) : undefined;
  if (mistake !== undefined) return { status: 'bad-command-line', mistakes: [mistake] };
  const { prepared, problems } = await prepare(options, { playbooks: named, files, isLive }, context);
  if (!prepared) return { status: 'bad-files', problems, textOf: files.textOf };
  if (isListing) {
    context.output.print(renderLists(prepared.plan, prepared.playbooks, options));
    return { status: 'done' };
  }
  if (options['syntax-check']) {
    context.output.print(prepared.playbooks.map(({ file }) => `\nplaybook: ${file}\n`).join(''));
    return { status: 'done' };
  }
  const { carryOut } = await import('./playbooks/carry-out.ts');
  return carryOut(
    prepared,
    { flags: options, files, playbooks: prepared.playbooks.map(({ file }) => file) },
    context,
  );
}
