import { renderTemplate } from '../expression/render.ts';
import { parseTemplate } from '../expression/template.ts';
import type { Problem } from '../source/problem.ts';
import { parseYaml, parseYamlStream } from '../source/yaml.ts';
import type { SourceFile } from '../source/yaml.ts';
import { MANIFEST_HELPERS } from './helpers.ts';
import { duplicateProblems, readManifest } from './manifest.ts';
import type { Manifest, ObjectHead } from './manifest.ts';
import { translateProblems } from './origin.ts';
import type { Origin } from './origin.ts';
import { filesOfTemplate } from './release-files.ts';
import type { RenderValues } from './release-files.ts';
import { ruleProblems } from './rules/rules.ts';
import { writeYamlValue } from './yaml-text.ts';

/** A manifest as it goes to the cluster, or to the gateway. */
export interface RenderedManifest {
  /** The name of its text: problems that are found later name it, and `translate` leads to what a user edits. */
  readonly file: string;
  /** What it was rendered from: `file`, unless one template becomes several files. */
  readonly template: string;
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

/**
 * Renders templates over lab.yml and reads what came out: one object a file, one file an object; a template with
 * `{release}` in its name is a file for each release. One that says nothing (an `#if` around all of it) is no file.
 * Templates are not read without values: those have problems, then, that are reported anyway.
 */
export function renderManifests(
  values: RenderValues | undefined,
  templates: readonly SourceFile[],
): ManifestSet {
  const origins = new Map<string, Origin>();
  const problems: Problem[] = [];
  for (const source of values ? templates : []) {
    const made = renderFile(source, values ?? {});
    problems.push(...made.problems);
    for (const [file, origin] of made.origins) origins.set(file, origin);
  }
  const translate = (found: readonly Problem[]) => translateProblems(found, origins);
  const files = [...origins].map(([file, { text }]) => ({ file, text }));
  const read = readAll(files, (file) => {
    const { document, problems: yamlProblems } = parseYaml(file);
    return { documents: document ? [document] : [], problems: yamlProblems };
  });
  // What refers to a manifest that could not be read would only say, in other words, that it could not be read.
  const isComplete = problems.length === 0 && read.problems.length === 0;
  return {
    files,
    manifests: read.manifests.map((manifest) => ({
      ...rendered(manifest),
      template: origins.get(manifest.document.file)?.template ?? manifest.document.file,
    })),
    problems: [
      ...problems,
      ...translate(read.problems),
      ...(isComplete ? translate(ruleProblems(read.manifests)) : []),
    ],
    translate,
  };
}

/** Reads manifests that are plain YAML already, any number of objects a file. */
export function readManifests(sources: readonly SourceFile[]): ManifestSet {
  const { manifests, problems } = readAll(sources, parseYamlStream);
  return { files: sources, manifests: manifests.map(rendered), problems, translate: (found) => found };
}

function renderFile(
  source: SourceFile,
  values: RenderValues,
): { readonly origins: ReadonlyMap<string, Origin>; readonly problems: readonly Problem[] } {
  const origins = new Map<string, Origin>();
  const { template, problems: unreadable } = parseTemplate(source);
  if (!template) return { origins, problems: unreadable };
  const { wanted, problems: unwanted } = filesOfTemplate(source, values);
  const problems: Problem[] = [...unreadable, ...unwanted];
  for (const { file, values: root } of wanted) {
    const rendering = renderTemplate(template, root, { helpers: MANIFEST_HELPERS, write: writeYamlValue });
    problems.push(...rendering.problems);
    // What a template with a problem renders to is not worth reading.
    if (rendering.problems.length > 0 || saysNothing(rendering.text)) continue;
    origins.set(file, { template: source.file, text: rendering.text, pieces: rendering.pieces });
  }
  return { origins, problems };
}

function saysNothing(text: string): boolean {
  return text.split('\n').every((line) => /^\s*(#.*)?$/.test(line));
}

function readAll(
  sources: readonly SourceFile[],
  parse: typeof parseYamlStream,
): { manifests: readonly Manifest[]; problems: readonly Problem[] } {
  const parsed = sources.map((source) => parse(source));
  const read = parsed.flatMap(({ documents }) => documents).map((document) => readManifest(document));
  const manifests = read.flatMap(({ manifest }) => manifest ?? []);
  return {
    manifests,
    problems: [
      ...parsed.flatMap(({ problems }) => problems),
      ...read.flatMap(({ problems }) => problems),
      ...duplicateProblems(manifests),
    ],
  };
}

function rendered({ object, document }: Manifest): RenderedManifest {
  return { file: document.file, template: document.file, text: document.text, object };
}
