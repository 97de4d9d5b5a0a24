import type { z } from 'zod';

import type { Problem } from '../source/problem.ts';
import type { Decision } from './decision.ts';

/** A returned field, for the reference. */
export interface ReturnedField {
  /** What it is, one sentence. */
  readonly description: string;
  /** In Ansible's words: str, int, bool, list, dict. */
  readonly type: string;
  /** When it is there, e.g. `always`, `when state is file`. */
  readonly returned: string;
}

/** A condition of a task's arguments (`that` of assert), ready to be judged. */
export interface BoundCondition {
  readonly text: string;
  /** Whether it holds now; a problem where a name in it resolves to nothing. */
  readonly judge: () => { readonly holds: boolean } | { readonly problem: Problem };
}

/** What came of working something out. */
export type WorkedOut<Value> = { readonly value: Value } | { readonly problems: readonly Problem[] };

/** What a module may know besides its arguments. All of it is pure. */
export interface ModuleContext {
  readonly isCheck: boolean;
  /** Whether a diff will be shown; one that is costly may be left out otherwise. */
  readonly isDiff: boolean;
  /** How many `-v` the run was given: what debug's `verbosity` is compared with. */
  readonly verbosity: number;
  /** `inventory_hostname`. */
  readonly host: string;
  /** The user that the task runs as; undefined is the one who logged in. */
  readonly becomeUser: string | undefined;
  /** Renders the text of a template file in the task's variables. */
  readonly render: (file: {
    readonly file: string;
    readonly text: string;
  }) => { readonly text: string } | { readonly problems: readonly Problem[] };
  /** Has something worked out over the task's variables (which are read only as far as it does so); its problems are the task's. */
  readonly overVariables: <Value>(
    work: (variables: Readonly<Record<string, unknown>>) => WorkedOut<Value>,
  ) => WorkedOut<Value>;
  /** The value of a variable path such as `k3s.version` (debug's `var`). */
  readonly lookUp: (path: string) => { readonly value: unknown } | { readonly problem: Problem };
  /** What a problem looks like in a message. */
  readonly describe: (problems: readonly Problem[]) => string;
}

/** A thing that a task can do. `decide` is pure, and so is every function in what it returns. */
export interface Module<Args = unknown> {
  readonly name: string;
  /** One sentence: what it sees to. */
  readonly summary: string;
  /** Further paragraphs for the reference. */
  readonly notes?: readonly string[];
  /** Strict; every argument has a description. Defaults are Ansible's. */
  readonly args: z.ZodType<Args>;
  /** Other names of arguments: `{ dest: 'path', name: 'path' }`. */
  readonly aliases?: Readonly<Record<string, string>>;
  /** The argument that `module: text` fills. */
  readonly freeForm?: string;
  /** Arguments that hold conditions (CEL), not templates: they arrive as `BoundCondition[]`. */
  readonly conditions?: readonly string[];
  /** Arguments that are taken as they are written: no templates in them. */
  readonly verbatim?: readonly string[];
  readonly returns: Readonly<Record<string, ReturnedField>>;
  /** A task list, in YAML. */
  readonly example: string;
  /** What --check does: full (predicts), none (is skipped, as Ansible's command and shell are). */
  readonly check: 'full' | 'none';
  /** Why a second run changes something again; undefined for every module that settles. */
  readonly alwaysActs?: string;
  readonly decide: (args: Args, context: ModuleContext) => Decision;
}
