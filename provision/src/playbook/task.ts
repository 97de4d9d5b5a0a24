import type { Condition } from '../expression/condition.ts';
import type { NameUse } from '../expression/name-use.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import type { Module } from '../modules/module.ts';
import type { Place, Problem } from '../source/problem.ts';

/** Variables that were written down somewhere, not yet evaluated: a name's value may have templates in it. */
export type Variables = ReadonlyMap<string, TemplateValue>;

/** What plays, blocks and tasks have in common. A child's own value wins; the loader has worked that out already. */
export interface Common {
  /** Unique in a run and the same in every run of the same files: `playbook.yml:12:5`, with more for what is included. */
  readonly id: string;
  readonly name: TemplateValue | undefined;
  readonly place: Place;
  /** Own and inherited, in no order; `always` and `never` among them. */
  readonly tags: readonly string[];
}

/** How a task loops. */
export interface Loop {
  readonly items: TemplateValue;
  /** @default item */
  readonly variable: string;
  readonly indexVariable: string | undefined;
  readonly label: TemplateValue | undefined;
  readonly pauseMs: number;
  readonly isExtended: boolean;
}

/** How often a task is tried. */
export interface Until {
  /** Without one, a task with retries is tried until it does not fail. */
  readonly condition: Condition | undefined;
  /** Further tries after the first. @default 3 */
  readonly retries: TemplateValue;
  /** Seconds. @default 5 */
  readonly delay: TemplateValue;
}

/** What of a play, a block and a task holds for the task: the nearest value. */
export interface Settings {
  readonly become: TemplateValue | undefined;
  readonly becomeUser: TemplateValue | undefined;
  /** Outermost first: later maps win, key by key. */
  readonly environment: readonly TemplateValue[];
  /** Variables of blocks (outermost first) and the task. */
  readonly vars: readonly Variables[];
  /** Of blocks (outermost first) and the task: all must hold. */
  readonly when: readonly Condition[];
  readonly ignoreErrors: TemplateValue | undefined;
  readonly ignoreUnreachable: TemplateValue | undefined;
  readonly anyErrorsFatal: TemplateValue | undefined;
  readonly noLog: TemplateValue | undefined;
  /** undefined: as the run. */
  readonly checkMode: TemplateValue | undefined;
  readonly diff: TemplateValue | undefined;
  /** Seconds; undefined and 0: no limit. */
  readonly timeout: TemplateValue | undefined;
  readonly delegateTo: TemplateValue | undefined;
  readonly runOnce: TemplateValue | undefined;
  readonly throttle: TemplateValue | undefined;
}

/** One module call. */
export interface Task extends Common, Settings {
  readonly kind: 'task';
  readonly module: Module;
  /** A map; aliases resolved, `args:` and free form merged in. Conditions and verbatim arguments are apart. */
  readonly args: TemplateValue;
  readonly conditionArgs: ReadonlyMap<string, Condition>;
  /** What the file of a `template` task names, where it is known before the run. */
  readonly templateUses?: readonly NameUse[];
  readonly loop: Loop | undefined;
  readonly until: Until | undefined;
  readonly register: string | undefined;
  readonly changedWhen: Condition | undefined;
  readonly failedWhen: Condition | undefined;
  readonly notify: readonly TemplateValue[];
}

/** A handler: runs when it was notified under its name or one of `listen`. */
export interface Handler extends Task {
  readonly listen: readonly string[];
}

/** Tasks that are done together, with what is done when one fails, and what is done in any case. */
export interface Block extends Common {
  readonly kind: 'block';
  readonly tasks: readonly TaskNode[];
  readonly rescue: readonly TaskNode[];
  readonly always: readonly TaskNode[];
}

/** Tasks that run at the same time on each machine. */
export interface Parallel extends Common {
  readonly kind: 'parallel';
  readonly tasks: readonly Task[];
}

/** A file of tasks that is chosen, looped over or skipped while running. */
export interface IncludeTasks extends Common, Settings {
  readonly kind: 'include';
  readonly file: TemplateValue;
  readonly loop: Loop | undefined;
  /** The tasks of a file whose name is known before the run: they were checked with the rest. */
  readonly known?: readonly TaskNode[];
  /** The tasks of `file` for a name that was rendered; problems where the file is missing or wrong. Kept once loaded. */
  readonly load: (file: string) => Promise<LoadedTasks>;
}

/** Tasks of a file, or what is wrong with it. */
export type LoadedTasks = { readonly tasks: readonly TaskNode[] } | { readonly problems: readonly Problem[] };

/** What a list of tasks is made of. `import_tasks` is gone: its tasks stand in its place. */
export type TaskNode = Task | Block | Parallel | IncludeTasks;
