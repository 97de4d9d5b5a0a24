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

/** Whose objects are among ours, and what an API server knows of them. */
const ISTIO = { crds: 'crds/istio-1.30.3.yaml', group: /\bistio\.io\// };
const PROMETHEUS = { crds: 'crds/prometheus-operator-0.93.1.yaml', group: /^monitoring\.coreos\.com\// };
type Publisher = typeof ISTIO;

/** What is wrong with an object after the edit of its JSON. */
type Edit = readonly [what: string, from: RegExp, to: string];

const ROUTING_EDITS: readonly Edit[] = [
  ['an unknown field', /"timeout":/, '"timeuot":'],
  ['an unknown word', /"context":"GATEWAY"/, '"context":"GATE"'],
  ['a wrong type', /"weight":\d+/, '"weight":"much"'],
  ['two of one', /"exact":"v1"/, '"exact":"v1","prefix":"v1"'],
  ['a version that is gone', /networking\.istio\.io\/v1"/, 'networking.istio.io/v2"'],
];
const MONITORING_EDITS: readonly Edit[] = [
  ['an unknown field of an endpoint', /"scrapeTimeout":/, '"scrapeTimeuot":'],
  ['an interval that is none', /"interval":"15s"/, '"interval":"often"'],
  ['an unknown action', /"action":"keep"/, '"action":"hold"'],
  ['a rule without an expression', /"expr":/, '"expression":'],
  ['a wait that is no time', /"for":"\d+m"/, '"for":"long"'],
  ['a version that is gone', /monitoring\.coreos\.com\/v1"/, 'monitoring.coreos.com/v2"'],
];
/** All of our objects are there. */
const IN_A_MESH = 'mesh: istio';

const { values } = parseArgs({
  options: { shared: { type: 'string' }, verbose: { type: 'boolean', default: false } },
});
const shared = values.shared ?? process.env['LAB_SHARED'];
if (shared === undefined || shared === '') {
  console.error('upstream: say where the shared data is: --shared DIR or LAB_SHARED');
  process.exit(2);
}
const upstream = join(resolve(shared), 'data/upstream');
const facts = [
  ...(await checkIstiod(join(upstream, 'istiod'))),
  ...(await checkPublisher(ISTIO, ROUTING_EDITS)),
  ...(await checkPublisher(PROMETHEUS, MONITORING_EDITS)),
];
report(facts, values.verbose);
process.exitCode = facts.some(({ difference }) => difference !== undefined) ? 1 : 0;

/** Our objects of one publisher, and that its CRDs are read strictly. */
async function checkPublisher({ crds, group }: Publisher, edits: readonly Edit[]): Promise<readonly Fact[]> {
  const validator = await crdValidator(join(upstream, crds));
  return [
    ...checkValidator(validator, objectsOf(await renderedLab(IN_A_MESH), { variant: '', group }), edits),
    ...(await checkManifests(validator, group)),
  ];
}

/** Our own manifests, in every variant that has a branch of its own. */
async function checkManifests(validator: Validator, group: RegExp): Promise<readonly Fact[]> {
  const found: Fact[] = [];
  for (const [variant, overlay] of Object.entries(LAB_VARIANTS)) {
    found.push(...checkObjects(validator, objectsOf(await renderedLab(overlay), { variant, group })));
  }
  for (const [name, releases] of Object.entries(RELEASE_VARIANTS)) {
    const files = await renderedLab('{}', (lab) => ({ ...lab, releases }));
    found.push(...checkObjects(validator, objectsOf(files, { variant: `${name} release(s)`, group })));
  }
  return found;
}

/** A check that refuses nothing proves nothing: each of these edits must be refused. */
function checkValidator(
  validator: Validator,
  objects: readonly { readonly object: Json }[],
  edits: readonly Edit[],
): readonly Fact[] {
  return edits.map(([what, from, to]) => {
    const isRefused = objects.some(({ object }) => {
      const edited = JSON.parse(JSON.stringify(object).replace(from, to)) as Json;
      return validator(edited) !== undefined;
    });
    return { what: `CRDs refuse ${what}`, difference: isRefused ? undefined : 'it was taken' };
  });
}

function objectsOf(
  files: readonly SourceFile[],
  { variant, group }: { readonly variant: string; readonly group: RegExp },
): { what: string; object: Json }[] {
  return files
    .flatMap(({ file, text }) =>
      parseAllDocuments(text).map((document) => ({
        what: `${file} (${variant})`,
        object: document.toJS() as Json,
      })),
    )
    .filter(({ object }) => group.test(String(object['apiVersion'])));
}

function report(all: readonly Fact[], isVerbose: boolean): void {
  for (const { what, difference } of all) {
    if (difference !== undefined) console.error(`✗ ${what}: ${difference}`);
    else if (isVerbose) console.log(`✓ ${what}`);
  }
  const failed = all.filter(({ difference }) => difference !== undefined).length;
  console.log(`upstream: ${all.length - failed} of ${all.length} facts hold`);
}
