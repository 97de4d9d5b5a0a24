import { appliedManifests } from '../../manifests/applied.ts';
import type { ClusterParts } from '../../manifests/applied.ts';
import { checkRouting } from '../../manifests/check-routing.ts';
import { readManifests, renderManifests } from '../../manifests/render.ts';
import type { ManifestSet } from '../../manifests/render.ts';
import type { Problem } from '../../source/problem.ts';
import type { ClusterObject } from '../cluster.ts';
import type { LocalFile, LocalFileFact } from '../fact.ts';
import type { ModuleContext } from '../module.ts';
import type { K8sArgs } from './arguments.ts';
import { fitsSelector } from './selector.ts';
import type { Labels } from './selector.ts';
import { mapIn } from './wait/status.ts';

type Text = { readonly file: string; readonly text: string };
/** The objects that a task is about, or why they cannot be read. */
export type Definitions = { readonly objects: readonly ClusterObject[] } | { readonly refused: string };

/** What has to be looked up for the objects: files of the user's machine. */
export function definitionFacts({ src, template = [] }: K8sArgs): readonly LocalFileFact[] {
  const [folder, paths] =
    src === undefined ? (['templates', template] as const) : (['files', [src]] as const);
  return paths.map((path) => ({ kind: 'local-file', path, folder, want: 'contents' }));
}

/** The objects, from whatever the task names. */
export function readDefinitions(
  args: K8sArgs,
  files: readonly LocalFile[],
  context: ModuleContext,
): Definitions {
  const found =
    args.definition === undefined ? fromFiles(args, files, context) : fromText(args.definition, context);
  if ('refused' in found) return found;
  const isTaken = ({ metadata }: ClusterObject) =>
    args.label_selectors.every((selector) => fitsSelector(mapIn(metadata, 'labels') as Labels, selector));
  return { objects: found.objects.filter(isTaken) };
}

function fromFiles(args: K8sArgs, files: readonly LocalFile[], context: ModuleContext): Definitions {
  if (args.src === undefined && args.template === undefined) return { objects: [namedBy(args)] };
  const texts: Text[] = [];
  for (const [index, file] of files.entries()) {
    const read = textsIn(file);
    if (typeof read === 'string') return { refused: `${args.src ?? args.template?.[index] ?? ''} ${read}` };
    texts.push(...read);
  }
  if (texts.length === 0) return { refused: 'no YAML file lies there' };
  if (args.template === undefined) return objectsOf(readManifests(texts), context);
  const rendered = context.overVariables((variables) => {
    const set = checkRouting(renderManifests(variables, texts));
    if (set.problems.length > 0) return { problems: set.problems };
    // lab.yml has both; what has none of it (an inventory's own playbook) leaves nothing out.
    const { mesh = 'istio', monitoring = true } = variables as Partial<ClusterParts>;
    const applied = appliedManifests({ mesh, monitoring }, set.manifests);
    return { value: applied.map(({ object }) => object as ClusterObject) };
  });
  return 'value' in rendered ? { objects: rendered.value } : refusedFor(rendered.problems, context);
}

/** The YAML files that a path leads to, as text; or what is wrong with it. */
function textsIn(file: LocalFile): readonly Text[] | string {
  if (file.kind === 'missing') return `is not on this machine, looked for: ${file.searched.join(', ')}`;
  const found =
    file.kind === 'file'
      ? [{ path: file.path, content: file.content }]
      : (file.entries ?? []).flatMap(({ path, kind, content }) =>
          kind === 'file' && /(^|\/)[^./][^/]*\.ya?ml$/.test(path)
            ? [{ path: `${file.path}/${path}`, content }]
            : [],
        );
  return found.map(({ path, content }) => ({ file: path, text: content?.toString('utf8') ?? '' }));
}

function fromText(definition: NonNullable<K8sArgs['definition']>, context: ModuleContext): Definitions {
  const items = Array.isArray(definition) ? definition : [definition];
  // What stood in the playbook as a map is written out once more: one way of reading for all.
  const text = items.map((item) => (typeof item === 'string' ? item : JSON.stringify(item))).join('\n---\n');
  return objectsOf(readManifests([{ file: 'definition', text }]), context);
}

function objectsOf({ manifests, problems }: ManifestSet, context: ModuleContext): Definitions {
  if (problems.length > 0) return refusedFor(problems, context);
  return { objects: manifests.map(({ object }) => object as ClusterObject) };
}

function refusedFor(problems: readonly Problem[], { describe }: ModuleContext): Definitions {
  return { refused: describe(problems) };
}

/** An object that only its name says: a Namespace to make, whatever to delete. */
function namedBy({ api_version: apiVersion, kind = '', name = '', namespace }: K8sArgs): ClusterObject {
  return { apiVersion, kind, metadata: { name, ...(namespace !== undefined && { namespace }) } };
}
