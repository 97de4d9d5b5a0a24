import { isAbsolute, join } from 'node:path';

import { TEMPLATE_HELPERS } from '../expression/helpers.ts';
import type { NameUse } from '../expression/name-use.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import { parseTemplate } from '../expression/template.ts';
import { templateProblems, templateUses } from '../expression/template-names.ts';
import type { Module } from '../modules/module.ts';
import type { SourceFile } from '../source/yaml.ts';
import type { LoadedFile } from './loading.ts';
import { besideFile } from './open-file.ts';

/**
 * The variables that the file of a `template` task names; what is wrong with the file is reported. Nothing where the
 * file's name is a template itself, or where it is not there: an earlier task may write it, and the task says so.
 */
export async function templateFileUses(
  file: LoadedFile,
  module: Module,
  args: TemplateValue,
): Promise<readonly NameUse[]> {
  const src = args.kind === 'map' ? args.entries.find(({ key }) => key === 'src')?.value : undefined;
  if (module.name !== 'template' || src?.kind !== 'plain' || typeof src.value !== 'string') return [];
  const source = await findTemplate(file, src.value);
  if (!source) return [];
  const { template, problems } = parseTemplate(source);
  file.report(...problems);
  if (!template) return [];
  file.report(...templateProblems(template, TEMPLATE_HELPERS));
  return templateUses(template);
}

/** As the run finds it: beside the file that names it and beside the playbook, in `templates` first. */
async function findTemplate(file: LoadedFile, src: string): Promise<SourceFile | undefined> {
  const [root = file.file] = file.chain;
  const beside = isAbsolute(src) ? [src] : [join('templates', src), src];
  const candidates = [
    ...new Set([file.file, root].flatMap((from) => beside.map((path) => besideFile(from, path)))),
  ];
  for (const path of candidates) {
    const read = await file.loading.files.read(path);
    if (read.file) return read.file;
  }
  return undefined;
}
