import type { ClusterAnswer, ClusterChange, ClusterObject, ClusterRead, ObjectRef } from '../cluster.ts';
import { isChanged, isOwnershipChanged } from './compare.ts';
import { refusalOf } from './refusals.ts';
import { refOf, titleOf } from './show.ts';
import { mapIn } from './wait/status.ts';

/** How objects are applied. */
export interface ApplyOptions {
  readonly namespace: string | undefined;
  readonly manager: string;
  readonly isForced: boolean;
}

/** An object that is wanted, and what stands between it and what the cluster has. */
export interface Wanted {
  readonly of: ObjectRef;
  /** As it is written. */
  readonly object: ClusterObject;
  /** As the cluster has it; undefined where there is none. */
  readonly before: ClusterObject | undefined;
  /** As the cluster would have it, defaults and all; as it is written where the API server could not say. */
  readonly after: ClusterObject;
  /** changed: somebody would see it. owned: only who owns its fields changes. */
  readonly need: 'none' | 'owned' | 'changed';
}

/** The change that applies an object. */
export function applyOf(
  object: ClusterObject,
  { namespace, manager, isForced }: ApplyOptions,
): ClusterChange {
  return { change: 'apply', object, manager, isForced, ...(namespace !== undefined && { namespace }) };
}

/** The two questions about an object: what there is, and what applying it would come to. */
export function questionsAbout(
  object: ClusterObject,
  options: ApplyOptions,
): readonly [ClusterRead, ClusterRead] {
  return [
    { read: 'object', of: refOf(object, options.namespace) },
    { read: 'dry-run', of: applyOf(object, options) },
  ];
}

/**
 * What has to be done for an object, by the answers to the questions about it; or why the API server would not have it.
 * An object whose namespace or definition comes with it, or in check mode may come before it, is simply new.
 */
export function planApply(
  object: ClusterObject,
  [live, dry]: readonly [ClusterAnswer, ClusterAnswer],
  {
    options,
    together,
    isCheck,
  }: {
    readonly options: ApplyOptions;
    readonly together: readonly ClusterObject[];
    readonly isCheck: boolean;
  },
): Wanted | { readonly refused: string } {
  // Of a kind that lies in no namespace the API server names none.
  const known = [live, dry].find((answer) => answer.kind === 'object');
  const of = known === undefined ? refOf(object, options.namespace) : refOf(known.object);
  const before = live.kind === 'object' ? live.object : undefined;
  const refused = live.kind === 'refused' ? refusalOf(of, live) : undefined;
  if (refused !== undefined) return { refused };
  if (dry.kind === 'object') {
    const after = dry.object;
    if (before === undefined) return { of, object, before, after, need: 'changed' };
    if (isChanged(before, after)) return { of, object, before, after, need: 'changed' };
    const isTaken = isOwnershipChanged(before, after, options.manager);
    return { of, object, before, after, need: isTaken ? 'owned' : 'none' };
  }
  const isComing = isCheck || together.some((other) => brings(other, of, dry));
  if (isComing && (dry.kind === 'missing' || dry.kind === 'unserved')) {
    return { of, object, before, after: object, need: 'changed' };
  }
  if (dry.kind === 'missing')
    return { refused: `${titleOf(of)}: there is no namespace ${of.namespace ?? ''}` };
  return { refused: refusalOf(of, dry) ?? `${titleOf(of)}: the API server said nothing of it` };
}

/** Whether an object makes room for another: its namespace, or the definition of its kind. */
function brings(object: ClusterObject, of: ObjectRef, dry: ClusterAnswer): boolean {
  if (dry.kind === 'missing') return object.kind === 'Namespace' && object.metadata.name === of.namespace;
  if (object.kind !== 'CustomResourceDefinition') return false;
  const spec = mapIn(object, 'spec');
  const [group] = of.apiVersion.split('/');
  return spec['group'] === group && mapIn(spec, 'names')['kind'] === of.kind;
}
