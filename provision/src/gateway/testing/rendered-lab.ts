import { join } from 'node:path';

import { withoutImages } from '../../images/image-of.ts';
import { readLab } from '../../lab/load.ts';
import type { Lab } from '../../lab/schema.ts';
import { readManifestFiles } from '../../manifests/find.ts';
import { renderManifests } from '../../manifests/render.ts';
import { parseRouting } from '../../routing/parse-routing.ts';
import type { RouteTable } from '../../routing/table.ts';
import { mergeSources } from '../../source/merge.ts';
import type { Problem } from '../../source/problem.ts';
import { sourceFiles } from '../../source/read.ts';
import type { SourceFile } from '../../source/yaml.ts';
import { parseYaml } from '../../source/yaml.ts';

const ROOT = join(import.meta.dirname, '../../../..');

/**
 * The lab's own manifests, rendered over lab.yml with this YAML merged over it, and changed by `change` after its rules
 * were kept. @throws {Error} when there are problems
 */
export async function renderedLab(
  overlay = '{}',
  change: (lab: Lab) => Lab = (lab) => lab,
): Promise<readonly SourceFile[]> {
  const files = sourceFiles(ROOT);
  const base = await files.read('lab.yml');
  const sources = [base.file, { file: 'overlay.yml', text: overlay }].map(
    (file) => file && parseYaml(file).document,
  );
  const [lab, over] = sources;
  if (!lab || !over) throw new Error('lab.yml or the overlay cannot be read');
  const read = readLab(mergeSources(lab, over));
  const templates = await readManifestFiles(files, join(ROOT, 'kubernetes'));
  const set = renderManifests(read.loaded && withoutImages(change(read.loaded.lab)), templates.sources);
  throwAny([...read.problems, ...templates.problems, ...set.problems]);
  return set.files;
}

/** The table of rendered manifests, each text changed by `edit` first. @throws {Error} when there are problems */
export function tableOf(
  files: readonly SourceFile[],
  edit: (text: string) => string = (text) => text,
): RouteTable {
  const { table, problems } = parseRouting(files.map(({ file, text }) => ({ file, text: edit(text) })));
  throwAny(problems);
  return table;
}

function throwAny(problems: readonly Problem[]): void {
  if (problems.length === 0) return;
  throw new Error(problems.map(({ file, message }) => `${file}: ${message}`).join('\n'));
}
