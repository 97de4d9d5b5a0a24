// Checks what we read and write against facts of other projects: `node check.ts --shared DIR` (or LAB_SHARED).
// One line a fact with --verbose, else one for each that does not hold; exit code 1 where one does not.
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

import { parseAllDocuments } from 'yaml';

import { renderedLab } from '../../gateway/testing/rendered-lab.ts';
import type { SourceFile } from '../../source/yaml.ts';
import { LAB_VARIANTS, RELEASE_VARIANTS } from '../testing/lab-variants.ts';
import { checkObjects, crdValidator } from './crds.ts';
import type { Validator } from './crds.ts';
import type { Fact, Json } from './fact.ts';
import { checkIstiod } from './istiod.ts';

const ISTIO_CRDS = 'crds/istio-1.30.3.yaml';

const { values } = parseArgs({
  options: { shared: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});
const shared = values.shared ?? process.env['LAB_SHARED'];
if (shared === undefined || shared === '') {
  console.error('upstream: say where the shared data is: --shared DIR or LAB_SHARED');
  process.exit(2);
}
const upstream = join(resolve(shared), 'data/upstream');
const validate = await crdValidator(join(upstream, ISTIO_CRDS));
const facts = [
  ...(await checkIstiod(join(upstream, 'istiod'))),
  ...checkValidator(validate, await renderedLab()),
  ...(await checkManifests(validate)),
];
report(facts, values.verbose);
process.exitCode = facts.some(({ difference }) => difference !== undefined) ? 1 : 0;

/** Our own manifests, in every variant that has a branch of its own. */
async function checkManifests(validator: Validator): Promise<readonly Fact[]> {
  const found: Fact[] = [];
  for (const [name, overlay] of Object.entries(LAB_VARIANTS)) {
    found.push(...checkObjects(validator, objectsOf(await renderedLab(overlay), name)));
  }
  for (const [name, releases] of Object.entries(RELEASE_VARIANTS)) {
    const files = await renderedLab('{}', (lab) => ({ ...lab, releases }));
    found.push(...checkObjects(validator, objectsOf(files, `${name} release(s)`)));
  }
  return found;
}

/** A check that refuses nothing proves nothing: each of these edits must be refused. */
function checkValidator(validator: Validator, files: readonly SourceFile[]): readonly Fact[] {
  const edits = [
    ['an unknown field', /timeout:/, 'timeuot:'],
    ['an unknown word', /context: GATEWAY/, 'context: GATE'],
    ['a wrong type', /weight: \d+/, 'weight: much'],
    ['two of one', /exact: ('v1')/, 'exact: $1\n              prefix: $1'],
    ['a version that is gone', /networking\.istio\.io\/v1\n/, 'networking.istio.io/v2\n'],
  ] as const;
  return edits.map(([what, from, to]) => {
    const edited = files.map(({ file, text }) => ({ file, text: text.replace(from, to) }));
    const isRefused = objectsOf(edited, what).some(({ object }) => validator(object) !== undefined);
    return { what: `CRDs refuse ${what}`, difference: isRefused ? undefined : 'it was taken' };
  });
}

function objectsOf(files: readonly SourceFile[], variant: string): { what: string; object: Json }[] {
  return files
    .flatMap(({ file, text }) =>
      parseAllDocuments(text).map((document) => ({
        what: `${file} (${variant})`,
        object: document.toJS() as Json,
      })),
    )
    .filter(({ object }) => String(object['apiVersion']).includes('istio.io/'));
}

function report(all: readonly Fact[], isVerbose: boolean): void {
  for (const { what, difference } of all) {
    if (difference !== undefined) console.error(`✗ ${what}: ${difference}`);
    else if (isVerbose) console.log(`✓ ${what}`);
  }
  const failed = all.filter(({ difference }) => difference !== undefined).length;
  console.log(`upstream: ${all.length - failed} of ${all.length} facts hold`);
}
