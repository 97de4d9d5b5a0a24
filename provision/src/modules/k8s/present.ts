import type { ClusterAction, ClusterAnswer, ClusterChange, ClusterObject } from '../cluster.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Diff, Result } from '../decision.ts';
import type { ClusterFact } from '../fact.ts';
import type { ModuleContext } from '../module.ts';
import { accessOf } from './access.ts';
import { FIELD_MANAGER } from './arguments.ts';
import type { K8sArgs } from './arguments.ts';
import { applyOf, planApply, questionsAbout } from './plan-apply.ts';
import type { ApplyOptions, Wanted } from './plan-apply.ts';
import { planSet, pruneWaves } from './plan-set.ts';
import type { SetPlan } from './plan-set.ts';
import { refusalOf } from './refusals.ts';
import { resultOf } from './result.ts';
import { applySet, asMember, membersOf } from './set.ts';
import { diffOf, refOf, titleOf } from './show.ts';
import { inWaves } from './waves.ts';
import { awaitReady } from './wait/await-ready.ts';
import { itemsOf, watchedOf } from './wait/watched.ts';

/** What is to be done, all of it known before anything is. */
interface Plan {
  readonly args: K8sArgs;
  readonly options: ApplyOptions;
  readonly wanted: readonly Wanted[];
  readonly set: SetPlan | undefined;
  readonly changed: boolean;
  readonly diff: readonly Diff[];
}

const NOTHING_KNOWN: ClusterAnswer = { kind: 'missing' };

/** Applies objects server-side, wave by wave; waits for them; prunes what is gone. */
export function decidePresent(
  args: K8sArgs,
  given: readonly ClusterObject[],
  context: ModuleContext,
): Decision {
  const set = args.set === undefined ? undefined : applySet(args.set, args.namespace ?? 'default');
  const objects = set === undefined ? given : given.map((object) => asMember(object, set));
  const options: ApplyOptions = {
    namespace: args.namespace,
    manager: args.server_side_apply?.field_manager ?? FIELD_MANAGER,
    isForced: args.force || (args.server_side_apply?.force_conflicts ?? false),
  };
  const about = (read: ClusterFact['read']): ClusterFact => ({
    kind: 'cluster',
    access: accessOf(args),
    read,
  });
  const questions = objects.flatMap((object, index) => {
    const [live, dry] = questionsAbout(object, options);
    return [
      [`live${index}`, about(live)],
      [`dry${index}`, about(dry)],
    ] as const;
  });
  const ofSet = set && { parent: about({ read: 'object', of: set.parent }), members: about(membersOf(set)) };
  const facts: Readonly<Record<string, ClusterFact>> = { ...Object.fromEntries(questions), ...ofSet };
  return ask(facts, (answers) => {
    const planned = objects.map((object, index) =>
      planApply(object, [answers[`live${index}`] ?? NOTHING_KNOWN, answers[`dry${index}`] ?? NOTHING_KNOWN], {
        options,
        together: objects,
        isCheck: context.isCheck,
      }),
    );
    const refused = planned.flatMap((each) => ('refused' in each ? [each.refused] : []));
    const unlisted = set && refusalOf(set.parent, answers['members']);
    if (unlisted !== undefined) refused.push(unlisted);
    if (refused.length > 0) return failed(refused.join('\n'));
    const wanted = planned.flatMap((each) => ('refused' in each ? [] : [each]));
    const parent = answers['parent'];
    const setPlan =
      set &&
      planSet(set, wanted, {
        parent: parent?.kind === 'object' ? parent.object : undefined,
        members: itemsOf(answers['members']),
        isPruned: args.prune,
      });
    return carryOut(planOf({ args, options, wanted, set: setPlan }));
  });
}

function planOf(given: Omit<Plan, 'changed' | 'diff'>): Plan {
  const { wanted, set } = given;
  const changing = wanted.filter(({ need }) => need === 'changed');
  const pruned = set?.pruned ?? [];
  const diffs = [
    ...changing.map((each) => diffOf(each.of, each)),
    ...pruned.map((object) => diffOf(refOf(object), { before: object })),
  ];
  const isSetChanged = set?.parentFirst !== undefined || set?.parentLast !== undefined;
  return {
    ...given,
    changed: changing.length > 0 || pruned.length > 0 || isSetChanged,
    diff: diffs.flatMap((diff) => diff ?? []),
  };
}

/** What was applied, as the API server answered. */
type Applied = ReadonlyMap<Wanted, ClusterObject>;

function carryOut(plan: Plan): Decision {
  const { wanted, set, options, diff } = plan;
  const needed = wanted.filter(({ need }) => need !== 'none');
  const isNamespace = ({ object }: Wanted) => object.kind === 'Namespace';
  const parent = set?.parentFirst;
  // The parent knows of a kind before there are members of it, and lies in a namespace that may be one of the objects.
  const waves = [
    ...inWaves(needed.filter(isNamespace)),
    ...(parent === undefined ? [] : [[{ object: parent }]]),
    ...inWaves(needed.filter((each) => !isNamespace(each))),
  ];
  if (waves.length === 0) return settle(plan, new Map());
  const changes = waves.map((wave) =>
    wave.map((each) => ('of' in each ? applyOf(each.object, options) : applyParent(each.object))),
  );
  const predicted = { changed: plan.changed, result: finalResult(plan, new Map()), diff };
  return act([clusterAction(plan, changes)], predicted, ([{ answers }]) => {
    const refused = refusalsIn(changes.flat(), answers);
    if (refused.length > 0) {
      const left = answers.filter((answer) => answer === undefined).length;
      const rest = left === 0 ? [] : [`${left} more ${left === 1 ? 'object was' : 'objects were'} not tried`];
      const isBegun = answers.some((answer) => answer?.kind === 'object');
      return failed([...refused, ...rest].join('\n'), {}, isBegun);
    }
    const applied = waves.flat().flatMap((each, index) => {
      const answer = answers[index];
      return 'of' in each && answer?.kind === 'object' ? [[each, answer.object] as const] : [];
    });
    return settle(plan, new Map(applied));
  });
}

/** Once all is applied: waits, then prunes. */
function settle(plan: Plan, applied: Applied): Decision {
  const { args, wanted, changed, diff } = plan;
  const result = finalResult(plan, applied);
  if (!args.wait) return prune(plan, result);
  const named = wanted.map((each) => ({ ...each, isNew: each.need === 'changed' }));
  const watched = watchedOf(named, args.wait_condition);
  return awaitReady(watched, { args, predicted: { changed, result, diff } }, (duration) =>
    prune(plan, { ...result, duration }),
  );
}

function prune(plan: Plan, result: Result): Decision {
  const { set, changed, diff } = plan;
  const last = set?.parentLast === undefined ? [] : [[applyParent(set.parentLast)]];
  const waves = [...pruneWaves(set?.pruned ?? []), ...last];
  if (waves.length === 0) return done(changed, result, diff);
  return act([clusterAction(plan, waves)], { changed, result, diff }, ([{ answers }]) => {
    const refused = refusalsIn(waves.flat(), answers);
    return refused.length > 0 ? failed(refused.join('\n'), result, true) : done(changed, result, diff);
  });
}

/** The parent is the lab's own, whoever the members belong to. */
function applyParent(parent: ClusterObject): ClusterChange {
  return applyOf(parent, { namespace: undefined, manager: FIELD_MANAGER, isForced: true });
}

function clusterAction({ args }: Plan, waves: ClusterAction['waves']): ClusterAction {
  return { kind: 'cluster', access: accessOf(args), waves, establishedWithinMs: args.wait_timeout * 1_000 };
}

function refusalsIn(
  changes: readonly ClusterChange[],
  answers: readonly (ClusterAnswer | undefined)[],
): string[] {
  return changes.flatMap((change, index) => {
    const of = change.change === 'apply' ? refOf(change.object, change.namespace) : change.of;
    const answer = answers[index];
    // What was to be deleted may be gone already; what was to be made needs its namespace.
    if (answer?.kind === 'missing' && change.change === 'apply') {
      return [`${titleOf(of)}: there is no namespace ${of.namespace ?? ''}`];
    }
    return refusalOf(of, answer) ?? [];
  });
}

/** As the API gave them: those that were applied as it answered, the others as it has them. */
function finalResult({ wanted, set, args }: Plan, applied: Applied): Result {
  const objects = wanted.map((each) => applied.get(each) ?? each.after);
  const pruned = (set?.pruned ?? []).map((object) => titleOf(refOf(object)));
  return { ...resultOf(objects), ...(args.prune && { pruned }) };
}
