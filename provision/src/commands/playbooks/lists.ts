import { listPlan } from '../../plan/list-plan.ts';
import type { ListedPlay } from '../../plan/list-plan.ts';
import type { Plan } from '../../plan/plan.ts';
import type { Playbook } from '../../playbook/play.ts';
import { isSelected } from '../../run/selection.ts';

/** What `--list-…` asks for. */
export interface Lists {
  readonly 'list-hosts': boolean;
  readonly 'list-tasks': boolean;
  readonly 'list-tags': boolean;
}

/** The machines, tasks or tags of each play, in the form that Ansible gives them. */
export function renderLists(plan: Plan, playbooks: readonly Playbook[], lists: Lists): string {
  const plays = listPlan(plan, (tags) => isSelected(tags, plan.selection));
  let number = 0;
  const lines = playbooks.flatMap((playbook) => {
    const own = plays.slice(number, number + playbook.plays.length);
    const first = number + 1;
    number += playbook.plays.length;
    return [
      '',
      `playbook: ${playbook.file}`,
      ...own.flatMap((play, index) => playLines(play, first + index, lists)),
    ];
  });
  return `${lines.join('\n')}\n`;
}

function playLines(play: ListedPlay, number: number, lists: Lists): readonly string[] {
  const { name, pattern, hosts, tags } = play;
  // Handlers run when they are notified, whatever their tags.
  const tasks = play.tasks.filter(({ section }) => section !== 'handlers');
  return [
    '',
    `  play #${number} (${pattern}): ${name}\tTAGS: [${tags.join(', ')}]`,
    ...(lists['list-hosts']
      ? [`    pattern: ${pattern}`, `    hosts (${hosts.length}):`, ...hosts.map((host) => `      ${host}`)]
      : []),
    ...(lists['list-tasks']
      ? [
          '    tasks:',
          ...tasks.map((task) => `      ${task.name}\tTAGS: [${[...task.tags].sort().join(', ')}]`),
        ]
      : []),
    ...(lists['list-tags'] ? [`      TASK TAGS: [${tags.join(', ')}]`] : []),
  ];
}
