import { renderYaml } from '../../manifests/render-yaml.ts';
import { placeOf } from '../../source/document.ts';
import { problem } from '../../source/problem.ts';
import type { SourceFile } from '../../source/yaml.ts';
import type { LocalFile } from '../fact.ts';
import type { ModuleContext, WorkedOut } from '../module.ts';
import { mergeValues } from './merge-values.ts';

/** Values of a chart. */
export type Values = Readonly<Record<string, unknown>>;

/** The values of a task: those of its template, and over them its own; or what is wrong with the template. */
export function readValues(
  own: Values,
  template: LocalFile | undefined,
  context: ModuleContext,
): { readonly values: Values } | { readonly refused: string } {
  if (template === undefined) return { values: own };
  if (template.kind === 'missing') {
    return {
      refused: `the template of values is not on this machine, looked for: ${template.searched.join(', ')}`,
    };
  }
  if (template.kind === 'folder')
    return { refused: `${template.path} is a folder, and a template is a file` };
  const source = { file: template.path, text: template.content?.toString('utf8') ?? '' };
  const made = context.overVariables((variables) => renderValues(source, variables));
  if ('problems' in made) return { refused: context.describe(made.problems) };
  return { values: mergeValues(made.value, own) };
}

/** A template of values over variables; problems stand where the template made them. */
function renderValues(source: SourceFile, variables: Values): WorkedOut<Values> {
  const rendered = renderYaml(source, variables);
  if ('problems' in rendered) return rendered;
  const { document, translate } = rendered;
  const { value } = document;
  // A template that says nothing, or has comments alone.
  if (value === null) return { value: {} };
  if (typeof value === 'object' && !Array.isArray(value)) return { value: value as Values };
  return {
    problems: translate([problem('wrong-type', 'values of a chart are a map', placeOf(document, []))]),
  };
}
