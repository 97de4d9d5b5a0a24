import { isDeepStrictEqual } from 'node:util';

import type { Api } from '../../cluster/api.ts';
import { readFrom } from '../../cluster/read.ts';
import type { Limits } from '../../cluster/send-again.ts';
import { groupOf } from '../../manifests/applied.ts';
import type { ObjectHead } from '../../manifests/manifest.ts';
import { FIELD_MANAGER } from '../../modules/k8s/arguments.ts';
import { judged, notThere } from '../verdict.ts';
import type { Cause, Verdict } from '../verdict.ts';

const MEND = 'lab provision playbooks/deploy.yml';

/** The manifests that decide where requests go, and how many. */
export function routingObjects(objects: readonly ObjectHead[]): readonly ObjectHead[] {
  return objects.filter((object) => groupOf(object).endsWith('istio.io'));
}

/**
 * Whether the cluster has these objects as they are: each is compared with what the API server says that applying it
 * would make of it, so that defaults are no difference.
 */
export async function checkRouting(
  api: Api,
  objects: readonly ObjectHead[],
  { namespace, limits }: { readonly namespace: string; readonly limits: Limits },
): Promise<Verdict> {
  const served = await Promise.all(objects.map((object) => api.resourceOf(object, limits)));
  if (served.every((resource) => resource === undefined)) {
    return notThere('the cluster does not serve the kinds of Istio', 'lab provision playbooks/istio.yml');
  }
  const causes = await Promise.all(objects.map((object) => differenceOf(api, object, { namespace, limits })));
  const kinds = [...new Set(objects.map(({ kind }) => kind))].join(', ');
  return judged(causes.flat(), `${objects.length} objects as in kubernetes/: ${kinds}`);
}

async function differenceOf(
  api: Api,
  object: ObjectHead,
  { namespace, limits }: { readonly namespace: string; readonly limits: Limits },
): Promise<readonly Cause[]> {
  const { apiVersion, kind, metadata } = object;
  const of = { apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? namespace };
  const name = `${kind} ${of.namespace}/${of.name}`;
  const apply = { change: 'apply', object, namespace, manager: FIELD_MANAGER, isForced: true } as const;
  const [live, applied] = await Promise.all([
    readFrom(api, { read: 'object', of }, limits),
    readFrom(api, { read: 'dry-run', of: apply }, limits),
  ]);
  if (live.kind === 'missing') return [{ what: `${name} is not there`, mend: MEND }];
  if (live.kind !== 'object' || applied.kind !== 'object') {
    const refusal = [live, applied].find((each) => 'message' in each);
    return [
      { what: `${name}: ${refusal && 'message' in refusal ? refusal.message : 'no answer'}`, mend: MEND },
    ];
  }
  const found = firstDifference(live.object['spec'], applied.object['spec'], 'spec');
  return found === undefined ? [] : [{ what: `${name}: ${found}`, mend: MEND }];
}

/** `PATH is X, kubernetes/ says Y` for the first place at which two values differ. */
function firstDifference(is: unknown, should: unknown, path: string): string | undefined {
  if (isDeepStrictEqual(is, should)) return undefined;
  if (isContainer(is) && isContainer(should) && Array.isArray(is) === Array.isArray(should)) {
    for (const key of new Set([...Object.keys(is), ...Object.keys(should)])) {
      const found = firstDifference(is[key], should[key], `${path}.${key}`);
      if (found !== undefined) return found;
    }
  }
  return `${path} is ${shown(is)}, kubernetes/ says ${shown(should)}`;
}

function isContainer(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  return value === undefined ? 'not there' : JSON.stringify(value);
}
