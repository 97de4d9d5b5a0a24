import { renderTemplate } from '../expression/render.ts';
import { parseTemplate } from '../expression/template.ts';
import type { SourceDocument } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import { parseYaml } from '../source/yaml.ts';
import type { SourceFile } from '../source/yaml.ts';
import { MANIFEST_HELPERS } from './helpers.ts';
import { translateProblems } from './origin.ts';
import { writeYamlValue } from './yaml-text.ts';

/** A template of YAML that was rendered: its document, and the way from a problem in it to the place in the template. */
export interface RenderedYaml {
  readonly document: SourceDocument;
  readonly translate: (problems: readonly Problem[]) => readonly Problem[];
}

/** Renders one template of YAML over values; problems stand where the template has them. */
export function renderYaml(
  source: SourceFile,
  values: Readonly<Record<string, unknown>>,
): RenderedYaml | { readonly problems: readonly Problem[] } {
  const { template, problems: unreadable } = parseTemplate(source);
  if (!template) return { problems: unreadable };
  const rendering = renderTemplate(template, values, { helpers: MANIFEST_HELPERS, write: writeYamlValue });
  if (rendering.problems.length > 0) return { problems: rendering.problems };
  const { document, problems } = parseYaml({ file: source.file, text: rendering.text });
  const origin = { template: source.file, text: rendering.text, pieces: rendering.pieces };
  const translate = (found: readonly Problem[]) => translateProblems(found, new Map([[source.file, origin]]));
  return document ? { document, translate } : { problems: translate(problems) };
}
