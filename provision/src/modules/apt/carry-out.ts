import { aptNames } from '../../facts/apt-names.ts';
import { aptPlan } from '../../facts/apt-plan.ts';
import type { AptPlan } from '../../facts/apt-plan.ts';
import type { ShellOutput } from '../action.ts';
import { act, ask, done, failed } from '../decision.ts';
import type { Decision, Result } from '../decision.ts';
import { aptGet, waitForLock } from './actions.ts';
import type { AptArgs } from './arguments.ts';
import { failureOf, unknownPackages, unknownPackagesText } from './failure.ts';
import { requestOf } from './request.ts';
import type { Request } from './request.ts';
import { diffOf, stepsOf } from './steps.ts';
import type { Step } from './steps.ts';
import { compareVersions } from './version.ts';

/** What went before, and how a failure is told. */
export interface Scene {
  readonly args: AptArgs;
  /** What the update of the lists came to; there where one was wanted. */
  readonly cache: Result;
  /** In check mode, where an earlier task might still mend it. */
  readonly isCheck: boolean;
  /** In check mode, where a run would have fetched new lists first: what the old ones do not know may be there. */
  readonly isOutdated: boolean;
}

/** Has apt-get say what its calls would do; does that; nothing, where nothing would be done. */
export function carryOut(calls: readonly (readonly string[])[], scene: Scene): Decision {
  const facts = Object.fromEntries(calls.map((words, index) => [String(index), aptPlan(words)]));
  return ask(facts, (answers) => {
    const plans = calls.map((_, index) => answers[String(index)] as AptPlan);
    const bad = plans.find(({ exitCode }) => exitCode !== 0);
    if (bad !== undefined) return refuse(bad, scene);
    const steps = plans.flatMap(({ text }) => stepsOf(text));
    const tooOld = tooOldText(scene.args, calls, steps);
    if (tooOld !== undefined) return fail(tooOld, {}, scene);
    // Of autoclean apt-get says what it deletes; clean says nothing, and is called only where there is something.
    const needed = calls.filter(
      (words, index) =>
        (words.at(-1) === 'clean' && !words.includes('--')) ||
        /^(Inst|Remv|Purg|Conf|Del) /m.test(plans[index]?.text ?? ''),
    );
    return needed.length === 0
      ? done(false, { ...scene.cache, stdout: plans.map(({ text }) => text).join(''), stderr: '' })
      : perform(needed, steps, scene);
  });
}

function perform(
  calls: readonly (readonly string[])[],
  steps: readonly Step[],
  { args, cache }: Scene,
): Decision {
  const texts = diffOf(steps);
  const diff = texts.before === texts.after ? [] : [texts];
  const actions = [waitForLock(args), ...calls.map((words) => aptGet(args, words))];
  return act(actions, { changed: true, result: cache, diff }, ([, ...outputs]) => {
    // Behind the wait for the lock every action is a command.
    const ran = outputs as readonly ShellOutput[];
    const result = {
      ...cache,
      stdout: ran.map(({ stdout }) => stdout).join(''),
      stderr: ran.map(({ stderr }) => stderr).join(''),
    };
    const bad = ran.find(({ exitCode }) => exitCode !== 0);
    if (bad === undefined) return done(true, result, diff);
    return failed(failureOf(bad.stdout + bad.stderr, bad.exitCode), { ...result, rc: bad.exitCode });
  });
}

function refuse({ text, exitCode }: AptPlan, scene: Scene): Decision {
  const unknown = unknownPackages(text);
  const result = { stdout: text, stderr: '', rc: exitCode };
  if (unknown.length === 0 || scene.isCheck) {
    const msg =
      unknown.length === 0 ? failureOf(text, exitCode) : unknownPackagesText(unknown, { known: [], text });
    return fail(msg, result, scene);
  }
  return ask({ names: aptNames() }, ({ names }) =>
    fail(unknownPackagesText(unknown, { known: names, text }), result, scene),
  );
}

/** In check mode the lists may be old, or an earlier task may have been going to bring a source of packages. */
export function fail(
  msg: string,
  result: Result,
  { cache, isCheck, isOutdated }: Pick<Scene, 'cache' | 'isCheck' | 'isOutdated'>,
): Decision {
  if (isOutdated)
    return act([], { changed: 'unknown', result: { ...cache, msg } }, () => done(false, { msg }));
  const end = failed(msg, { ...cache, ...result });
  return isCheck ? act([], { changed: 'unknown', result: end.result }, () => end) : end;
}

/** Of `name>=version`: the newest that apt knows may be older. */
function tooOldText(
  args: AptArgs,
  calls: readonly (readonly string[])[],
  steps: readonly Step[],
): string | undefined {
  // A package that had been new enough would be in no call.
  const requests = (args.name ?? [])
    .map(requestOf)
    .filter(({ operator, name }) => operator === '>=' && calls.some((words) => words.includes(name)));
  const newest = ({ name }: Request): string | undefined =>
    steps.find((step) => step.name === name.split(':')[0])?.to;
  const bad = requests.find((request) => compareVersions(newest(request) ?? '', request.version) < 0);
  if (bad === undefined) return undefined;
  const known = newest(bad) ?? 'the one that is installed';
  return `No package matching '${bad.text}' is available: the newest is ${known}`;
}
