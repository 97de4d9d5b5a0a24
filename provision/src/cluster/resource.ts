import type { ObjectRef } from '../modules/cluster.ts';

/** A kind of object as an API server serves it. */
export interface Resource {
  /** E.g. `apps/v1`. */
  readonly apiVersion: string;
  readonly kind: string;
  /** The word in paths, e.g. `deployments`. */
  readonly plural: string;
  readonly isNamespaced: boolean;
  readonly canList: boolean;
}

/** The path of an object. `namespace` is taken where its kind lies in one. */
export function objectPath(
  resource: Resource,
  { name, namespace }: Pick<ObjectRef, 'name'> & { readonly namespace: string },
): string {
  return `${kindPath(resource, namespace)}/${encodeURIComponent(name)}`;
}

/** The path of all objects of a kind: of one namespace, or without it of all. */
export function kindPath(
  { apiVersion, plural, isNamespaced }: Resource,
  namespace: string | undefined,
): string {
  // The group without a name has a place of its own.
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const place = isNamespaced && namespace !== undefined ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${place}/${plural}`;
}

/** Values as a query; what is undefined is left out. */
export function query(values: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(values).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`],
  );
  return given.length === 0 ? '' : `?${given.join('&')}`;
}
