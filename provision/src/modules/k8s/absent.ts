import type { ClusterAction, ClusterAnswer, ClusterChange, ClusterObject, ClusterRead } from '../cluster.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision } from '../decision.ts';
import type { ClusterFact } from '../fact.ts';
import { accessOf } from './access.ts';
import type { K8sArgs } from './arguments.ts';
import { refusalOf } from './refusals.ts';
import { resultOf } from './result.ts';
import { prunable } from './plan-set.ts';
import { applySet, membersOf } from './set.ts';
import { diffOf, refOf, titleOf } from './show.ts';
import { waitFor } from './wait/wait-for.ts';
import { READY, waiting } from './wait/verdict.ts';
import { itemsOf } from './wait/watched.ts';
import type { Watched } from './wait/watched.ts';
import { inReverse } from './waves.ts';

/** Deletes objects, in the reverse order of how they are applied; waits until they are gone. */
export function decideAbsent(args: K8sArgs, given: readonly ClusterObject[]): Decision {
  const about = (read: ClusterRead): ClusterFact => ({ kind: 'cluster', access: accessOf(args), read });
  const set = args.set === undefined ? undefined : applySet(args.set, args.namespace ?? 'default');
  const refs = given.map((object) => refOf(object, args.namespace));
  const questions = refs.map((of, index) => [`live${index}`, about({ read: 'object', of })] as const);
  const ofSet = {
    ...(set && { parent: about({ read: 'object', of: set.parent }) }),
    ...(set && args.prune && { members: about(membersOf(set)) }),
  };
  const facts: Readonly<Record<string, ClusterFact>> = { ...Object.fromEntries(questions), ...ofSet };
  return ask(facts, (answers) => {
    const refused = [...refs, ...(set ? [set.parent] : [])].flatMap((of, index) => {
      const answer =
        index < refs.length ? answers[`live${index}`] : (answers['members'] ?? answers['parent']);
      return answer?.kind === 'refused' ? [refusalOf(of, answer) ?? ''] : [];
    });
    if (refused.length > 0) return failed(refused.join('\n'));
    const found = refs.flatMap((_, index) => objectIn(answers[`live${index}`]));
    const known = new Set(found.map(({ metadata }) => metadata['uid']));
    const others = prunable(itemsOf(answers['members'])).filter(
      ({ metadata }) => !known.has(metadata['uid']),
    );
    return remove(args, [...found, ...others], objectIn(answers['parent']));
  });
}

function remove(
  args: K8sArgs,
  present: readonly ClusterObject[],
  parent: readonly ClusterObject[],
): Decision {
  const access = accessOf(args);
  const isNamespace = ({ kind }: ClusterObject) => kind === 'Namespace';
  // As long as there are members there is a parent that knows of them.
  const waves = [
    ...inReverse(present.filter((object) => !isNamespace(object))),
    parent,
    present.filter(isNamespace),
  ].filter((wave) => wave.length > 0);
  const objects = waves.flat();
  const result = resultOf(present);
  if (objects.length === 0) return done(false, result);
  const diff = objects.flatMap((object) => diffOf(refOf(object), { before: object }) ?? []);
  const deletions: ClusterAction = {
    kind: 'cluster',
    access,
    waves: waves.map((wave) => wave.map((object) => deletionOf(object, args))),
    establishedWithinMs: 0,
  };
  return act([deletions], { changed: true, result, diff }, ([{ answers }]) => {
    const refused = objects.flatMap((object, index) => refusalOf(refOf(object), answers[index]) ?? []);
    if (refused.length > 0) return failed(refused.join('\n'), result, true);
    if (!args.wait) return done(true, result, diff);
    const wait = waitFor(objects.map(goneOf), {
      access,
      timeoutSeconds: args.wait_timeout,
      sleepSeconds: args.wait_sleep,
    });
    return act([wait], { changed: true, result, diff }, ([{ missing, elapsedMs }]) => {
      const duration = Math.round(elapsedMs / 1_000);
      if (missing === undefined) return done(true, { ...result, duration }, diff);
      return failed(`not gone after ${args.wait_timeout} s: ${missing}`, { ...result, duration }, true);
    });
  });
}

function objectIn(answer: ClusterAnswer | undefined): readonly ClusterObject[] {
  return answer?.kind === 'object' ? [answer.object] : [];
}

function deletionOf(object: ClusterObject, { delete_options: options }: K8sArgs): ClusterChange {
  // A Job and a bare ReplicaSet would leave their pods behind otherwise.
  return { change: 'delete', of: refOf(object), options: { propagationPolicy: 'Background', ...options } };
}

function goneOf(object: ClusterObject): Watched {
  const of = refOf(object);
  const read: ClusterRead = { read: 'object', of };
  return {
    title: titleOf(of),
    of,
    reads: [read],
    judge: ([answer]) => {
      const isOther = answer?.kind === 'object' && answer.object.metadata['uid'] !== object.metadata['uid'];
      return isOther || isGone(answer) ? READY : waiting(whyThere(answer));
    },
  };
}

function isGone(answer: ClusterAnswer | undefined): boolean {
  return answer?.kind === 'missing' || answer?.kind === 'unserved';
}

/** What keeps an object that is to go are its finalizers. */
function whyThere(answer: ClusterAnswer | undefined): string {
  const finalizers = answer?.kind === 'object' ? answer.object.metadata['finalizers'] : undefined;
  const kept = Array.isArray(finalizers) && finalizers.length > 0 ? `, kept by ${finalizers.join(', ')}` : '';
  return `it is still there${kept}`;
}
