import type { Play } from '../playbook/play.ts';
import type { TaskNode } from '../playbook/task.ts';
import type { Plan } from './plan.ts';

/** What --list-hosts, --list-tasks and --list-tags show of a play. */
export interface ListedPlay {
  readonly name: string;
  readonly pattern: string;
  readonly hosts: readonly string[];
  readonly tags: readonly string[];
  readonly tasks: readonly ListedTask[];
}

export interface ListedTask {
  /** As it is written: templates in it are not rendered. */
  readonly name: string;
  readonly module: string;
  readonly tags: readonly string[];
  readonly section: 'pre_tasks' | 'tasks' | 'post_tasks' | 'handlers';
}

/** The plays of a plan with their tasks that `isSelected` takes; handlers are listed, for they are not selected. */
export function listPlan(
  plan: Plan,
  isSelected: (tags: readonly string[]) => boolean,
): readonly ListedPlay[] {
  return plan.plays.map(({ play, pattern, batches }) => {
    const tasks = listTasks(play).filter(({ tags, section }) => section === 'handlers' || isSelected(tags));
    return {
      name: textOf(play.name) ?? pattern,
      pattern,
      hosts: batches.flat().map(({ name }) => name),
      tags: [...new Set([...play.tags, ...tasks.flatMap(({ tags }) => tags)])].sort(),
      tasks,
    };
  });
}

function listTasks(play: Play): readonly ListedTask[] {
  const sections = [
    ['pre_tasks', play.preTasks],
    ['tasks', play.tasks],
    ['post_tasks', play.postTasks],
    ['handlers', play.handlers],
  ] as const;
  return sections.flatMap(([section, nodes]) => nodes.flatMap((node) => listNode(node, section)));
}

function listNode(node: TaskNode, section: ListedTask['section']): readonly ListedTask[] {
  const { tags } = node;
  switch (node.kind) {
    case 'task':
      return [{ name: textOf(node.name) ?? node.module.name, module: node.module.name, tags, section }];
    case 'include': {
      const file = textOf(node.file) ?? '';
      const own = {
        name: textOf(node.name) ?? `include_tasks: ${file}`,
        module: 'include_tasks',
        tags,
        section,
      };
      return [own, ...(node.known ?? []).flatMap((each) => listNode(each, section))];
    }
    case 'parallel':
      return node.tasks.flatMap((each) => listNode(each, section));
    case 'block':
      return [...node.tasks, ...node.rescue, ...node.always].flatMap((each) => listNode(each, section));
  }
}

function textOf(value: TaskNode['name']): string | undefined {
  if (value?.kind === 'plain') return String(value.value);
  return value?.kind === 'template' ? value.template.text : undefined;
}
