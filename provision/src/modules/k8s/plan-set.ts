import type { ClusterChange, ClusterObject } from '../cluster.ts';
import { isChanged } from './compare.ts';
import type { Wanted } from './plan-apply.ts';
import { groupKindOf, kindsIn, parentOf } from './set.ts';
import type { ApplySet } from './set.ts';
import { inReverse } from './waves.ts';
import { refOf } from './show.ts';

/** What else would go with them: all that lies in a namespace, all objects of a kind. */
const NEVER_PRUNED: readonly string[] = ['Namespace', 'CustomResourceDefinition'];

/** What is done about a set beside applying its objects. */
export interface SetPlan {
  /** The parent before anything else is applied; undefined where it can stay. Names the kinds of old and new members. */
  readonly parentFirst: ClusterObject | undefined;
  /** The parent once the rest is gone; undefined where it is right by then. */
  readonly parentLast: ClusterObject | undefined;
  /** In the reverse order of how objects are applied. */
  readonly pruned: readonly ClusterObject[];
}

/** What a set needs, by what is known of it. `isPruned`: what is not wanted any more is deleted. */
export function planSet(
  set: ApplySet,
  wanted: readonly Wanted[],
  known: {
    readonly parent: ClusterObject | undefined;
    readonly members: readonly ClusterObject[];
    readonly isPruned: boolean;
  },
): SetPlan {
  const { parent, members, isPruned } = known;
  const kept = new Set<unknown>(wanted.flatMap(({ before }) => before?.metadata['uid'] ?? []));
  const left = prunable(members).filter(({ metadata }) => !kept.has(metadata['uid']));
  const own = wanted.map(({ object }) => groupKindOf(object));
  const before = parentOf(set, [...kindsIn(parent), ...own]);
  // Without pruning nothing may be forgotten: a later run that prunes goes by it.
  const after = isPruned ? parentOf(set, own) : before;
  const pruned = isPruned ? inReverse(left).flat() : [];
  const isRight = (object: ClusterObject) => parent !== undefined && !differs(parent, object);
  return {
    parentFirst: isRight(before) ? undefined : before,
    parentLast: isChanged(before, after) ? after : undefined,
    pruned,
  };
}

/** The deletions of what is pruned, wave by wave; each of that very object. */
export function pruneWaves(pruned: readonly ClusterObject[]): readonly (readonly ClusterChange[])[] {
  return inReverse(pruned).map((wave) =>
    wave.map((object): ClusterChange => ({
      change: 'delete',
      of: refOf(object),
      options: { propagationPolicy: 'Background', preconditions: { uid: object.metadata['uid'] } },
    })),
  );
}

/** The members that may be deleted since nobody names them any more. */
export function prunable(members: readonly ClusterObject[]): readonly ClusterObject[] {
  return members.filter(({ kind, metadata }) => !NEVER_PRUNED.includes(kind) && !isOwned(metadata));
}

/** What a controller made of a member carries the member's labels, sometimes; it goes with its owner. */
function isOwned(metadata: ClusterObject['metadata']): boolean {
  return Array.isArray(metadata['ownerReferences']) && metadata['ownerReferences'].length > 0;
}

function differs(parent: ClusterObject, wanted: ClusterObject): boolean {
  const own = ['labels', 'annotations'].map((field) => {
    const has = (parent.metadata[field] ?? {}) as Readonly<Record<string, unknown>>;
    const wants = wanted.metadata[field] as Readonly<Record<string, unknown>>;
    return Object.entries(wants).every(([name, value]) => has[name] === value);
  });
  return own.includes(false);
}
