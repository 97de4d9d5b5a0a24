import { renderTemplate } from '../expression/render.ts';
import type { Rendering } from '../expression/render.ts';
import { parseTemplate } from '../expression/template.ts';
import type { Lab } from '../lab/schema.ts';
import type { Problem } from '../source/problem.ts';
import { parseYaml, parseYamlStream } from '../source/yaml.ts';
import type { SourceFile } from '../source/yaml.ts';
import { MANIFEST_HELPERS } from './helpers.ts';
import { duplicateProblems, readManifest } from './manifest.ts';
import type { Manifest, ObjectHead } from './manifest.ts';
import { translateProblems } from './origin.ts';
import { writeYamlValue } from './yaml-text.ts';

/** A manifest as it goes to the cluster, or to the gateway. */
export interface RenderedManifest {
  /** The name of its template: problems that are found later point there, through `translate`. */
  readonly file: string;
  readonly text: string;
  readonly object: ObjectHead;
}

/** Manifests of one set, and the way back from the rendered text to what a user edits. */
export interface ManifestSet {
  /** The texts, one a file: what `parseRouting` reads. */
  readonly files: readonly SourceFile[];
  readonly manifests: readonly RenderedManifest[];
  readonly problems: readonly Problem[];
  /** Problems in the rendered texts, as problems in the files that the user has. */
  readonly translate: (problems: readonly Problem[]) => readonly Problem[];
}

/** Renders templates over lab.yml and reads what came out: one object a file, one file an object. */
export function renderManifests(lab: Lab | undefined, templates: readonly SourceFile[]): ManifestSet {
  const renderings = new Map<string, Rendering>();
  const problems: Problem[] = [];
  for (const source of templates) {
    const parsed = parseTemplate(source);
    problems.push(...parsed.problems);
    if (!parsed.template) continue;
    const rendering = renderTemplate(parsed.template, lab, {
      helpers: MANIFEST_HELPERS,
      write: writeYamlValue,
    });
    problems.push(...rendering.problems);
    // What a template with a problem renders to is not worth reading.
    if (rendering.problems.length === 0) renderings.set(source.file, rendering);
  }
  const translate = (found: readonly Problem[]) => translateProblems(found, renderings);
  const files = [...renderings].map(([file, { text }]) => ({ file, text }));
  const read = readAll(files, (file) => {
    const { document, problems: yamlProblems } = parseYaml(file);
    return { documents: document ? [document] : [], problems: yamlProblems };
  });
  return {
    files,
    manifests: read.manifests,
    problems: [...problems, ...translate(read.problems)],
    translate,
  };
}

/** Reads manifests that are plain YAML already, any number of objects a file. */
export function readManifests(sources: readonly SourceFile[]): ManifestSet {
  return { files: sources, ...readAll(sources, parseYamlStream), translate: (found) => found };
}

function readAll(
  sources: readonly SourceFile[],
  parse: typeof parseYamlStream,
): { manifests: readonly RenderedManifest[]; problems: readonly Problem[] } {
  const parsed = sources.map((source) => parse(source));
  const read = parsed.flatMap(({ documents }) => documents).map((document) => readManifest(document));
  const manifests = read.flatMap(({ manifest }) => manifest ?? []);
  return {
    manifests: manifests.map(rendered),
    problems: [
      ...parsed.flatMap(({ problems }) => problems),
      ...read.flatMap(({ problems }) => problems),
      ...duplicateProblems(manifests),
    ],
  };
}

function rendered({ object, document }: Manifest): RenderedManifest {
  return { file: document.file, text: document.text, object };
}
