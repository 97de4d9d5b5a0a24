import type { Play } from '../playbook/play.ts';
import type { TaskNode } from '../playbook/task.ts';
import { suggest } from '../source/nearest.ts';
import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import { nodesOf } from './definitions.ts';

/** Notifications of handlers that the play does not have. A handler whose name is a template can be any. */
export function handlerProblems(play: Play): readonly Problem[] {
  const names = play.handlers.flatMap(({ name, listen }) =>
    name?.kind === 'plain' ? [String(name.value), ...listen] : listen,
  );
  if (play.handlers.some(({ name }) => name !== undefined && name.kind !== 'plain')) return [];
  return nodesOf(play).flatMap((node) => unknownHandlers(node, names));
}

function unknownHandlers(node: TaskNode, names: readonly string[]): readonly Problem[] {
  if (node.kind !== 'task') return [];
  return node.notify.flatMap((notified) => {
    if (notified.kind !== 'plain' || names.includes(String(notified.value))) return [];
    const name = String(notified.value);
    const hint = names.length === 0 ? 'write it under `handlers` of the play' : suggest(name, names);
    return [problem('unknown-handler', `there is no handler \`${name}\``, notified.place, hint)];
  });
}
