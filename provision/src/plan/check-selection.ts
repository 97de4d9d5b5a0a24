import type { Play } from '../playbook/play.ts';
import type { TaskNode } from '../playbook/task.ts';
import { suggest } from '../source/nearest.ts';
import type { Problem } from '../source/problem.ts';
import { nodesOf } from './definitions.ts';

/** Words of --tags and --skip-tags that are no tags of tasks. */
const SPECIAL_TAGS: readonly string[] = ['all', 'tagged', 'untagged', 'always', 'never'];

/** Tags that are asked for and that no task has: such a run would silently do nothing. */
export function tagProblems(
  plays: readonly Play[],
  asked: { readonly tags: readonly string[]; readonly skipTags: readonly string[] },
): readonly Problem[] {
  const nodes = plays.flatMap(nodesOf);
  // A file that is only known while the run goes on can have any tag.
  if (nodes.some((node) => node.kind === 'include' && !node.known)) return [];
  const known = [...new Set([...plays.flatMap(({ tags }) => tags), ...nodes.flatMap(({ tags }) => tags)])];
  const unknown = (tag: string) => !SPECIAL_TAGS.includes(tag) && !known.includes(tag);
  const report = (tag: string, flag: string): Problem => {
    const hint = suggest(tag, known);
    return {
      code: 'unknown-tag',
      message: `no task has the tag \`${tag}\``,
      file: flag,
      ...(hint !== undefined && { hint }),
    };
  };
  return [
    ...asked.tags.filter(unknown).map((tag) => report(tag, '--tags')),
    ...asked.skipTags.filter(unknown).map((tag) => report(tag, '--skip-tags')),
  ];
}

/** The task at which a run begins: by its name (`*` stands for anything) or its place (`FILE:LINE`). */
export function findStart(
  plays: readonly Play[],
  wanted: string | undefined,
): { startAt: string | undefined; problems: readonly Problem[] } {
  if (wanted === undefined) return { startAt: undefined, problems: [] };
  const tasks = plays.flatMap(tasksOf);
  const pattern = new RegExp(`^${wanted.split('*').map(escaped).join('.*')}$`);
  const found = tasks.find((node) => pattern.test(nameOf(node)) || isAt(node, wanted));
  if (found) return { startAt: found.id, problems: [] };
  const hint = suggest(
    wanted,
    tasks.map(nameOf).filter((name) => name !== ''),
  );
  const message = `no task is named \`${wanted}\``;
  const problem: Problem = {
    code: 'unknown-task',
    message,
    file: '--start-at-task',
    ...(hint !== undefined && { hint }),
  };
  return { startAt: undefined, problems: [problem] };
}

/** Handlers do not begin a run. */
function tasksOf(play: Play): readonly TaskNode[] {
  const handlers = new Set<TaskNode>(play.handlers);
  return nodesOf(play).filter((node) => !handlers.has(node));
}

function nameOf({ name }: TaskNode): string {
  return name?.kind === 'plain' ? String(name.value) : '';
}

function isAt({ place }: TaskNode, wanted: string): boolean {
  const { file, position } = place;
  return wanted === `${file}:${position.line}` || wanted === `${file}:${position.line}:${position.column}`;
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
}
