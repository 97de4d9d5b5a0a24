import type { Host } from '../inventory/inventory.ts';
import { UnresolvedVariable, lazyRecord } from '../expression/lazy-record.ts';
import { renderValue } from '../expression/template-value.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import type { Play } from '../playbook/play.ts';
import type { Variables } from '../playbook/task.ts';
import type { VarsFile } from '../playbook/vars-files.ts';
import { problem } from '../source/problem.ts';
import type { Plan } from './plan.ts';

/** What a run has learned of a machine. */
export interface Remembered {
  /** Gathered facts; undefined: none were. */
  readonly facts: Readonly<Record<string, unknown>> | undefined;
  /** `register` and set_fact by name, the latest. */
  readonly set: Readonly<Record<string, unknown>>;
}

/** For whom, and when, variables are asked. */
export interface VariableRequest {
  readonly plan: Pick<Plan, 'inventory' | 'lab' | 'hostVariables' | 'extraVariables' | 'mode'>;
  readonly host: Host;
  /** undefined: of no play, as `hostvars` has them. */
  readonly play: (Pick<Play, 'vars'> & { readonly varsFiles: readonly Pick<VarsFile, 'of'>[] }) | undefined;
  /** `vars` of includes, blocks and the task, outermost first. */
  readonly vars?: readonly Variables[];
  /** Of every machine: `hostvars` asks for others. */
  readonly remembered: (host: string) => Remembered | undefined;
  /** `item` and the like; undefined outside of a loop. */
  readonly loop?: Readonly<Record<string, unknown>>;
  /** Names of the machines of the play that are still in it. */
  readonly playHosts: readonly string[];
  /** @default plan.mode.isCheck */
  readonly isCheck?: boolean;
}

/**
 * The variables of a task on a machine as one plain record, by the order of `PRECEDENCE`. A value with templates is
 * rendered when it is first read, over this same record; reading one that cannot be rendered throws `UnresolvedVariable`,
 * which renderValue and judgeCondition turn into problems. The record is only good as long as what it was made of.
 */
export function variablesFor(request: VariableRequest): Readonly<Record<string, unknown>> {
  const { plan, host, play, vars = [], loop = {} } = request;
  const getters = new Map<string, () => unknown>();
  const record = (): Readonly<Record<string, unknown>> => made;
  const addVariables = (layer: Variables | undefined) => {
    for (const [name, value] of layer ?? []) getters.set(name, rendering(name, value, record));
  };
  const addValues = (values: Readonly<Record<string, unknown>>) => {
    for (const name of Object.keys(values)) getters.set(name, () => values[name]);
  };
  const remembered = request.remembered(host.name);
  plan.hostVariables.get(host.name)?.forEach(addVariables);
  addVariables(play?.vars);
  play?.varsFiles.forEach((file) => addVariables(file.of(host.name)));
  vars.forEach(addVariables);
  addValues(remembered?.set ?? {});
  addValues(plan.extraVariables);
  addValues(loop);
  if (remembered?.facts) addValues({ facts: remembered.facts });
  addValues({
    inventory_hostname: host.name,
    groups: Object.fromEntries(plan.inventory.groups),
    play_hosts: request.playHosts,
    check_mode: request.isCheck ?? plan.mode.isCheck,
  });
  getters.set('hostvars', () => hostVariables(request));
  addValues(plan.lab);
  const made = lazyRecord(getters);
  return made;
}

/** `hostvars`: of each machine what belongs to it, without the play's and the task's variables. */
function hostVariables(request: VariableRequest): Readonly<Record<string, unknown>> {
  const { plan, remembered, playHosts } = request;
  const getters = plan.inventory.hosts.map(
    (host) =>
      [host.name, () => variablesFor({ plan, host, play: undefined, remembered, playHosts })] as const,
  );
  return lazyRecord(new Map(getters));
}

/** Renders a variable, once; one that comes back to itself has no value. */
function rendering(
  name: string,
  value: TemplateValue,
  record: () => Readonly<Record<string, unknown>>,
): () => unknown {
  if (value.kind === 'plain') return () => value.value;
  let isUnderWay = false;
  return () => {
    if (isUnderWay) {
      throw new UnresolvedVariable([
        problem('variable-cycle', `\`${name}\` needs its own value`, value.place),
      ]);
    }
    isUnderWay = true;
    try {
      const rendered = renderValue(value, record());
      if ('problems' in rendered) throw new UnresolvedVariable(rendered.problems);
      return rendered.value;
    } finally {
      isUnderWay = false;
    }
  };
}
