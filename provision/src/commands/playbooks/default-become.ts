import type { TemplateValue } from '../../expression/template-value.ts';
import type { Play, Playbook } from '../../playbook/play.ts';
import type { Settings, Task, TaskNode } from '../../playbook/task.ts';

/** What `-b` and `--become-user` say. */
export interface BecomeFlags {
  readonly become: boolean;
  readonly 'become-user': string | undefined;
}

/** A playbook in which tasks become another user where neither they nor what they stand in says anything about it. */
export function withDefaultBecome(playbook: Playbook, flags: BecomeFlags): Playbook {
  if (!flags.become && flags['become-user'] === undefined) return playbook;
  const apply = makeDefaults(flags);
  return { ...playbook, plays: playbook.plays.map((play) => playWith(play, apply)) };
}

type Apply = <Node extends Pick<Settings, 'become' | 'becomeUser'>>(node: Node) => Node;

function makeDefaults(flags: BecomeFlags): Apply {
  const user = flags['become-user'];
  const become = flags.become ? plain(true) : undefined;
  const becomeUser = user === undefined ? undefined : plain(user);
  return (node) => ({
    ...node,
    become: node.become ?? become,
    becomeUser: node.becomeUser ?? becomeUser,
  });
}

function plain(value: unknown): TemplateValue {
  return { kind: 'plain', value, place: { file: '--become', position: { line: 1, column: 1 } } };
}

function playWith(play: Play, apply: Apply): Play {
  const all = (nodes: readonly TaskNode[]) => nodes.map((node) => nodeWith(node, apply));
  return {
    ...play,
    settings: apply(play.settings),
    preTasks: all(play.preTasks),
    tasks: all(play.tasks),
    postTasks: all(play.postTasks),
    handlers: play.handlers.map(apply),
  };
}

function nodeWith(node: TaskNode, apply: Apply): TaskNode {
  const all = (nodes: readonly TaskNode[]) => nodes.map((each) => nodeWith(each, apply));
  switch (node.kind) {
    case 'task':
      return apply<Task>(node);
    case 'parallel':
      return { ...node, tasks: node.tasks.map(apply) };
    case 'block':
      return { ...node, tasks: all(node.tasks), rescue: all(node.rescue), always: all(node.always) };
    case 'include':
      return {
        ...apply(node),
        ...(node.known && { known: all(node.known) }),
        load: async (file) => {
          const loaded = await node.load(file);
          return 'tasks' in loaded ? { tasks: all(loaded.tasks) } : loaded;
        },
      };
  }
}
