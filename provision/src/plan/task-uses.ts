import { usesIn } from '../expression/names-in.ts';
import type { Condition } from '../expression/condition.ts';
import type { NameUse } from '../expression/name-use.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import type { IncludeTasks, Settings, Task } from '../playbook/task.ts';

/** The variables that a task names, by when they are read. */
export interface TaskUses {
  /** Before the loop begins: no `item` yet. */
  readonly items: readonly NameUse[];
  /** For each item, before the module runs. */
  readonly before: readonly NameUse[];
  /** When the module has run: the task's own `register` is there. */
  readonly after: readonly NameUse[];
}

/** What a module call names. */
export function usesOfTask(task: Task): TaskUses {
  const { until, changedWhen, failedWhen, loop } = task;
  return {
    items: uses([loop?.items]),
    before: [
      ...settingUses(task),
      ...uses([task.name, loop?.label, task.args, ...task.conditionArgs.values(), ...task.notify]),
      ...uses([until?.retries, until?.delay]),
      ...lookUps(task),
      ...(task.templateUses ?? []),
    ],
    after: uses([until?.condition, changedWhen, failedWhen]),
  };
}

/** What an include names. */
export function usesOfInclude(include: IncludeTasks): TaskUses {
  const { loop, name, file } = include;
  return {
    items: uses([loop?.items]),
    before: [...settingUses(include), ...uses([name, file, loop?.label])],
    after: [],
  };
}

function settingUses(settings: Settings): readonly NameUse[] {
  const { become, becomeUser, ignoreErrors, ignoreUnreachable, anyErrorsFatal, noLog } = settings;
  const { checkMode, diff, timeout, delegateTo, runOnce, throttle, environment, when } = settings;
  return uses([
    become,
    becomeUser,
    ignoreErrors,
    ignoreUnreachable,
    anyErrorsFatal,
    noLog,
    checkMode,
    diff,
    timeout,
    delegateTo,
    runOnce,
    throttle,
    ...environment,
    ...when,
  ]);
}

function uses(expressions: readonly (TemplateValue | Condition | undefined)[]): readonly NameUse[] {
  return expressions.flatMap((each) => (each ? usesIn(each) : []));
}

/** debug's `var` is a path of a variable, not a template. */
function lookUps({ module, args }: Task): readonly NameUse[] {
  if (module.name !== 'debug' || args.kind !== 'map') return [];
  return args.entries.flatMap(({ key, value }) => {
    if (key !== 'var' || value.kind !== 'plain') return [];
    const name = /^\s*([A-Za-z_]\w*)/.exec(String(value.value))?.[1];
    return name === undefined ? [] : [{ name, keys: [], place: value.place, isOptional: true }];
  });
}
