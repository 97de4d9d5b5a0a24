import type { ClusterChange, ClusterObject, ObjectRef, PatchType } from '../cluster.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { ClusterFact } from '../fact.ts';
import { accessOf } from './access.ts';
import { FIELD_MANAGER } from './arguments.ts';
import type { K8sArgs } from './arguments.ts';
import { isChanged } from './compare.ts';
import { refusalOf } from './refusals.ts';
import { resultOf } from './result.ts';
import { diffOf, refOf } from './show.ts';
import { awaitReady } from './wait/await-ready.ts';
import { watchedOf } from './wait/watched.ts';

/** A patch of an object that is there, and what the API server says that it would come to. */
interface Patched {
  readonly of: ObjectRef;
  readonly change: ClusterChange;
  readonly before: ClusterObject;
  readonly after: ClusterObject;
}

/** Merges into objects that are there; one that is not is passed over. */
export function decidePatched(args: K8sArgs, objects: readonly ClusterObject[]): Decision {
  const about = (read: ClusterFact['read']): ClusterFact => ({
    kind: 'cluster',
    access: accessOf(args),
    read,
  });
  const questions = objects.flatMap((object, index) => [
    [`live${index}`, about({ read: 'object', of: refOf(object, args.namespace) })] as const,
    ...args.merge_type.map(
      (type) => [`${type}${index}`, about({ read: 'dry-run', of: patchOf(object, type, args) })] as const,
    ),
  ]);
  return ask(Object.fromEntries(questions) as Readonly<Record<string, ClusterFact>>, (answers) => {
    const patched: Patched[] = [];
    const refused: string[] = [];
    for (const [index, object] of objects.entries()) {
      const of = refOf(object, args.namespace);
      const live = answers[`live${index}`];
      if (live?.kind !== 'object') {
        const why = live?.kind === 'refused' ? refusalOf(of, live) : undefined;
        if (why !== undefined) refused.push(why);
        continue;
      }
      const tried = args.merge_type.map((type) => ({ type, answer: answers[`${type}${index}`] }));
      // 415: the kind does not know this way of merging. Custom resources do not know strategic merges.
      const taken =
        tried.find(({ answer }) => answer?.kind !== 'refused' || answer.status !== 415) ?? tried[0];
      if (taken?.answer?.kind === 'object') {
        const change = patchOf(object, taken.type, args);
        patched.push({ of, change, before: live.object, after: taken.answer.object });
      } else refused.push(refusalOf(of, taken?.answer) ?? `${of.name} went away meanwhile`);
    }
    return refused.length > 0 ? failed(refused.join('\n')) : carryOut(args, patched);
  });
}

function carryOut(args: K8sArgs, patched: readonly Patched[]): Decision {
  const needed = patched.filter(({ before, after }) => isChanged(before, after));
  const diff = needed.flatMap((each) => diffOf(each.of, each) ?? []);
  const result = resultOf(patched.map(({ after }) => after));
  const changed = needed.length > 0;
  const settle = (): Decision => {
    if (!args.wait) return done(changed, result, diff);
    const named = patched.map((each) => ({ of: each.of, object: each.after, isNew: needed.includes(each) }));
    const watched = watchedOf(named, args.wait_condition);
    const predicted = { changed, result, diff };
    return awaitReady(watched, { args, predicted }, (duration) =>
      done(changed, { ...result, duration }, diff),
    );
  };
  if (!changed) return settle();
  const waves = [needed.map(({ change }) => change)];
  const patches = { kind: 'cluster', access: accessOf(args), waves, establishedWithinMs: 0 } as const;
  return act([patches], { changed, result, diff }, ([{ answers }]) => {
    const refused = needed.flatMap(({ of }, index) => refusalOf(of, answers[index]) ?? []);
    return refused.length > 0 ? failed(refused.join('\n'), result, true) : settle();
  });
}

function patchOf(object: ClusterObject, type: PatchType, args: K8sArgs): ClusterChange {
  const manager = args.server_side_apply?.field_manager ?? FIELD_MANAGER;
  return { change: 'patch', of: refOf(object, args.namespace), type, patch: object, manager };
}
