import type { ClusterAnswer, ClusterChange, ObjectRef, PatchType } from '../modules/cluster.ts';
import type { Api } from './api.ts';
import { readObject, unserved } from './read-answer.ts';
import type { ApiRequest } from './request.ts';
import { objectPath, query } from './resource.ts';
import type { Limits } from './send-again.ts';

const PATCH_TYPES: Readonly<Record<PatchType, string>> = {
  json: 'application/json-patch+json',
  merge: 'application/merge-patch+json',
  'strategic-merge': 'application/strategic-merge-patch+json',
};

/**
 * Makes a change, or with `isDryRun` has the API server say what it would come to. A deletion of what is not there, or
 * goes at once, answers `missing`.
 * @throws {ClusterError} where the API cannot be asked at all, and the signal's reason
 */
export async function changeThrough(
  api: Api,
  change: ClusterChange,
  { isDryRun, ...limits }: Limits & { readonly isDryRun: boolean },
): Promise<ClusterAnswer> {
  const of = refOf(change);
  const resource = await api.resourceOf(of, limits);
  if (resource === undefined) return unserved(of);
  const path = objectPath(resource, { name: of.name, namespace: of.namespace ?? api.endpoint.namespace });
  const answer = readObject(await api.send(requestFor(change, path, isDryRun), limits));
  const isGone = change.change === 'delete' && answer.kind === 'object' && answer.object.kind === 'Status';
  return isGone ? { kind: 'missing' } : answer;
}

function refOf(change: ClusterChange): ObjectRef {
  if (change.change !== 'apply') return change.of;
  const { apiVersion, kind, metadata } = change.object;
  return { apiVersion, kind, name: metadata.name, namespace: metadata.namespace ?? change.namespace };
}

function requestFor(change: ClusterChange, path: string, isDryRun: boolean): ApiRequest {
  const dryRun = isDryRun ? 'All' : undefined;
  switch (change.change) {
    case 'apply': {
      const asked = query({
        fieldManager: change.manager,
        force: String(change.isForced),
        fieldValidation: 'Strict',
        dryRun,
      });
      // JSON is YAML. The package's own client would drop the very fields that strict validation is there to find.
      const body = { type: 'application/apply-patch+yaml', value: change.object };
      return { method: 'PATCH', path: path + asked, body };
    }
    case 'patch': {
      const asked = query({ fieldManager: change.manager, fieldValidation: 'Strict', dryRun });
      const body = { type: PATCH_TYPES[change.type], value: change.patch };
      return { method: 'PATCH', path: path + asked, body, isOnce: change.type === 'json' };
    }
    case 'delete': {
      const value = { apiVersion: 'v1', kind: 'DeleteOptions', ...change.options };
      return { method: 'DELETE', path: path + query({ dryRun }), body: { type: 'application/json', value } };
    }
  }
}
