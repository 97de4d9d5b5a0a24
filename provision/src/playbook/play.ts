import type { TemplateValue } from '../expression/template-value.ts';
import type { Common, Handler, Settings, TaskNode, Variables } from './task.ts';
import type { VarsFile } from './vars-files.ts';

/** A play. Its `become`, `environment`, `vars` and so on have gone down to its tasks, but for `vars`. */
export interface Play extends Common {
  /** A pattern over hosts and groups, e.g. `all:!controller`. */
  readonly hosts: TemplateValue;
  readonly gatherFacts: TemplateValue;
  /** How the facts are gathered: the play's own settings. */
  readonly settings: Settings;
  /** Hosts at once: numbers or `30%`, the last one repeated; empty: all of them. */
  readonly serial: readonly (number | string)[];
  /** `connection: local`: the tasks run on this machine, in the place of each host. */
  readonly isLocal: boolean;
  readonly vars: Variables;
  /** Later ones win. */
  readonly varsFiles: readonly VarsFile[];
  readonly anyErrorsFatal: TemplateValue | undefined;
  readonly preTasks: readonly TaskNode[];
  readonly tasks: readonly TaskNode[];
  readonly postTasks: readonly TaskNode[];
  readonly handlers: readonly Handler[];
}

/** A playbook with everything that it imports, in order. */
export interface Playbook {
  /** As it is shown to the user. */
  readonly file: string;
  readonly plays: readonly Play[];
}
