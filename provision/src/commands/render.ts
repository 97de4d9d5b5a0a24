import { join, relative, resolve } from 'node:path';

import type { CommandOptions } from '../command-line/commands.ts';
import { withImages } from '../images/image-of.ts';
import { checkRouting } from '../manifests/check-routing.ts';
import { writeFiles } from '../manifests/write.ts';
import type { OutputFile } from '../manifests/write.ts';
import type { Problem } from '../source/problem.ts';
import { sourceFiles } from '../source/read.ts';
import { loadLabOf } from './load-lab.ts';
import { MANIFESTS, loadManifests } from './load-manifests.ts';
import type { CommandContext, Outcome } from './command.ts';

/** `lab render`: the manifests as plain YAML, into a folder or as one stream. */
export async function render(options: CommandOptions<'render'>, context: CommandContext): Promise<Outcome> {
  const files = sourceFiles(context.currentDirectory);
  const lab = await loadLabOf(context, files, options.lab);
  const values = lab.loaded && withImages(lab.loaded.lab, context.root);
  const set = checkRouting(await loadManifests(context, files, { values, directory: undefined }));
  const problems = [...lab.problems, ...set.problems];
  if (problems.length > 0) return { status: 'bad-files', problems, textOf: files.textOf };
  const below = (file: string) =>
    relative(join(context.root, MANIFESTS), resolve(context.currentDirectory, file)).replaceAll('\\', '/');
  const outputs = set.manifests.map(({ file, template, text }) => ({
    path: below(file),
    text: `# Made by \`lab render\` from ${MANIFESTS}/${below(template)}: a change belongs there.\n${text}`,
  }));
  if (options.out === undefined) {
    context.output.print(outputs.map(({ text }) => text).join('---\n'));
    return { status: 'done' };
  }
  const report = await writeFiles(resolve(context.currentDirectory, options.out), outputs, {
    isForced: options.force,
  });
  if (report.edited.length > 0) {
    const inTheWay = report.edited.map((path) => editedProblem(join(options.out ?? '', path)));
    return { status: 'bad-files', problems: inTheWay, textOf: () => undefined };
  }
  for (const path of report.written) context.output.print(`wrote ${join(options.out, path)}\n`);
  for (const path of report.removed) context.output.print(`removed ${join(options.out, path)}\n`);
  context.output.print(`${summary(outputs, report.unchanged.length)} in ${options.out}\n`);
  return { status: 'done' };
}

function summary(outputs: readonly OutputFile[], unchanged: number): string {
  const count = `${outputs.length} manifest${outputs.length === 1 ? '' : 's'}`;
  return unchanged === 0 ? count : `${count}, ${unchanged} of them as they were,`;
}

function editedProblem(file: string): Problem {
  const message = 'this file is not as lab render left it, so it is kept';
  return {
    code: 'file-edited',
    message,
    file,
    hint: '--force replaces it; to use it as it is: lab up --manifests DIR',
  };
}
