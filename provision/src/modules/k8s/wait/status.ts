import type { ClusterObject } from '../../cluster.ts';

/** A condition as objects of Kubernetes have them in their status. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

/** A part of an object that is a map; empty where there is none. */
export function mapIn(value: unknown, field: string): Readonly<Record<string, unknown>> {
  const part = (value as Readonly<Record<string, unknown>> | undefined)?.[field];
  return typeof part === 'object' && part !== null ? (part as Readonly<Record<string, unknown>>) : {};
}

/** A number in a map; 0 where there is none, for the API leaves out what is 0. */
export function numberIn(value: Readonly<Record<string, unknown>>, field: string): number {
  const number = value[field];
  return typeof number === 'number' ? number : 0;
}

/** The condition of a type in an object's status. */
export function conditionIn(object: ClusterObject, type: string): Condition | undefined {
  const { conditions } = mapIn(object, 'status') as { readonly conditions?: readonly Condition[] };
  return conditions?.find((condition) => condition.type === type);
}

/** Whether the object's controller has seen its last version. */
export function isObserved(object: ClusterObject): boolean {
  const generation = object.metadata['generation'];
  return (
    typeof generation !== 'number' || numberIn(mapIn(object, 'status'), 'observedGeneration') >= generation
  );
}
