import type {
  ClusterAnswer,
  ClusterObject,
  ClusterRead,
  ListRead,
  LogRead,
  MembersRead,
  ObjectRef,
} from '../modules/cluster.ts';
import type { Api } from './api.ts';
import { changeThrough } from './change.ts';
import { readObject, readRefusal, unserved } from './read-answer.ts';
import { kindPath, objectPath, query } from './resource.ts';
import type { Resource } from './resource.ts';
import type { Limits } from './send-again.ts';

/** Answers a question. @throws {ClusterError} where the API cannot be asked at all, and the signal's reason */
export async function readFrom(api: Api, read: ClusterRead, limits: Limits): Promise<ClusterAnswer> {
  switch (read.read) {
    case 'object':
      return readOne(api, read.of, limits);
    case 'list':
      return readList(api, read, limits);
    case 'dry-run':
      return changeThrough(api, read.of, { ...limits, isDryRun: true });
    case 'log':
      return readLog(api, read, limits);
    case 'members':
      return readMembers(api, read, limits);
    case 'all':
      return {
        kind: 'all',
        answers: await Promise.all(read.of.map((each) => readFrom(api, each, limits))),
      };
  }
}

async function readOne(api: Api, of: ObjectRef, limits: Limits): Promise<ClusterAnswer> {
  const resource = await api.resourceOf(of, limits);
  if (resource === undefined) return unserved(of);
  const namespace = of.namespace ?? api.endpoint.namespace;
  const path = objectPath(resource, { name: of.name, namespace });
  return readObject(await api.send({ method: 'GET', path }, limits));
}

async function readList(api: Api, read: ListRead, limits: Limits): Promise<ClusterAnswer> {
  const resource = await api.resourceOf(read, limits);
  if (resource === undefined) return unserved(read);
  return listOf(api, { ...read, resource }, limits);
}

async function listOf(
  api: Api,
  of: Pick<ListRead, 'namespace' | 'labels' | 'fields'> & { readonly resource: Resource },
  limits: Limits,
): Promise<ClusterAnswer> {
  const { resource, namespace, labels, fields } = of;
  const path = kindPath(resource, namespace) + query({ labelSelector: labels, fieldSelector: fields });
  const response = await api.send({ method: 'GET', path }, limits);
  if (response.status !== 200) return readRefusal(response);
  const { items } = JSON.parse(response.text) as { readonly items: readonly ClusterObject[] | null };
  const { apiVersion, kind } = resource;
  // The items of a list do not say what they are.
  return { kind: 'list', items: (items ?? []).map((item) => ({ ...item, apiVersion, kind })) };
}

async function readLog(api: Api, read: LogRead, limits: Limits): Promise<ClusterAnswer> {
  const { namespace, pod, container, isPrevious, lines } = read;
  const path =
    `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(pod)}/log` +
    query({ container, previous: isPrevious ? 'true' : undefined, tailLines: String(lines) });
  const response = await api.send({ method: 'GET', path, accept: '*/*' }, limits);
  return response.status === 200 ? { kind: 'text', text: response.text } : readRefusal(response);
}

async function readMembers(api: Api, read: MembersRead, limits: Limits): Promise<ClusterAnswer> {
  const parent = await readOne(api, read.parent, limits);
  if (parent.kind !== 'object') {
    return parent.kind === 'refused' ? parent : { kind: 'list', items: [] };
  }
  const annotations = parent.object.metadata['annotations'] as Readonly<Record<string, string>> | undefined;
  const kinds = (annotations?.[read.kindsAnnotation] ?? '').split(',').filter((kind) => kind !== '');
  const served = await api.resources(limits);
  const resources = kinds.flatMap(
    (kind) => served.find((each) => each.canList && groupKind(each) === kind) ?? [],
  );
  const lists = await Promise.all(
    resources.map((resource) => listOf(api, { resource, labels: read.labels }, limits)),
  );
  const refused = lists.find((list) => list.kind === 'refused');
  return (
    refused ?? { kind: 'list', items: lists.flatMap((list) => (list.kind === 'list' ? list.items : [])) }
  );
}

/** E.g. `Deployment.apps`, and `Service` for the group without a name. */
function groupKind({ apiVersion, kind }: Resource): string {
  return apiVersion.includes('/') ? `${kind}.${apiVersion.split('/')[0]}` : kind;
}
