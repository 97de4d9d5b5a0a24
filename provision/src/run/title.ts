import { renderValue } from '../expression/template-value.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import type { Plan } from '../plan/plan.ts';
import type { Play } from '../playbook/play.ts';
import type { Common } from '../playbook/task.ts';
import type { TaskTitle } from './event.ts';

/** A task as reports name it: its name for the first machine, or what it calls where it has none. */
export function titleOf(
  node: Common,
  rest: {
    readonly module: string;
    readonly section: TaskTitle['section'];
    readonly variables: Readonly<Record<string, unknown>>;
  },
): TaskTitle {
  const { module, section, variables } = rest;
  return { id: node.id, name: nameOf(node.name, variables) ?? module, module, place: node.place, section };
}

/** A play as reports and notes name it. */
export function playNameOf(
  { name }: Pick<Play, 'name'>,
  { extraVariables }: Pick<Plan, 'extraVariables'>,
): string {
  return nameOf(name, extraVariables) ?? 'play';
}

/** The name of a play or a task; as it is written, where it cannot be rendered; undefined where there is none. */
function nameOf(
  name: TemplateValue | undefined,
  variables: Readonly<Record<string, unknown>>,
): string | undefined {
  if (name === undefined) return undefined;
  const rendered = renderValue(name, variables);
  if ('value' in rendered) return String(rendered.value);
  return name.kind === 'template' ? name.template.text : undefined;
}
