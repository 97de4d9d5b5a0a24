import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

import { stringify } from 'yaml';

import type { Case } from './case.ts';

/** Which of the two engines. */
export type Side = 'ansible' | 'lab';

/** The folder on the machines that a case works in. */
export function folderOf({ name }: Case): string {
  return `/srv/case/${name}`;
}

/** The task that runs when one of a case failed. */
export const RESCUE = 'rescue';

/** Before each task's own name, so that results are found again: `CASE: `. */
export function titlePrefix({ name }: Case): string {
  return `${name}: `;
}

/** A playbook of several cases, or of one that runs alone. */
export interface Playbook {
  /** As reports call it. */
  readonly name: string;
  readonly path: string;
}

/** Writes the playbooks, and the files beside them: first all cases that go together, then each that runs alone. */
export async function writePlaybooks(
  cases: readonly Case[],
  side: Side,
  folder: string,
): Promise<readonly Playbook[]> {
  const together = cases.filter(({ alone }) => !alone);
  const groups = [
    ...(together.length > 0 ? [{ name: 'playbook', members: together }] : []),
    ...cases.filter(({ alone }) => alone).map((each) => ({ name: each.name, members: [each] })),
  ];
  return Promise.all(
    groups.map(async ({ name, members }) => ({
      name,
      path: await writePlaybook(members, { side, path: join(folder, `${name}.yml`) }),
    })),
  );
}

async function writePlaybook(
  cases: readonly Case[],
  { side, path: playbook }: { readonly side: Side; readonly path: string },
): Promise<string> {
  const folder = dirname(playbook);
  const files = cases.flatMap((each) =>
    Object.entries({ ...each.files, ...(side === 'ansible' && each.ansible.files) }),
  );
  for (const [path, text] of files) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  }
  await writeFile(
    playbook,
    stringify(
      cases.flatMap((each) => [playOf(each, side), ...each.imports]),
      { aliasDuplicateObjects: false },
    ),
  );
  return playbook;
}

function playOf(each: Case, side: Side): unknown {
  const own = side === 'ansible' ? each.ansible : {};
  const tasks = own.tasks ?? each.tasks;
  const handlers = own.handlers ?? each.handlers;
  const named = (list: readonly Record<string, unknown>[]) =>
    list.map((task) => titled(task, titlePrefix(each)));
  // A failure ends the case, and not the play: the next case begins on the same machines.
  const rescue = [{ name: `${titlePrefix(each)}${RESCUE}`, debug: { msg: 'failed' } }];
  return {
    name: each.name,
    hosts: { one: 'one', two: 'two', both: 'pair' }[each.hosts],
    gather_facts: false,
    become: true,
    vars: { folder: folderOf(each) },
    ...each.play,
    ...own.play,
    tasks: each.alone ? named(tasks) : [{ block: named(tasks), rescue }],
    ...(handlers !== undefined && { handlers: named(handlers) }),
  };
}

/** The task and those in its blocks under names that say which case they belong to, handlers' names among them. */
function titled(task: Record<string, unknown>, prefix: string): Record<string, unknown> {
  const inner = Object.fromEntries(
    ['block', 'rescue', 'always', 'parallel']
      .filter((key) => Array.isArray(task[key]))
      .map((key) => [key, (task[key] as Record<string, unknown>[]).map((each) => titled(each, prefix))]),
  );
  const notices = Object.fromEntries(
    ['notify', 'listen']
      .filter((key) => task[key] !== undefined)
      .map((key) => [key, [task[key]].flat().map((word) => `${prefix}${String(word)}`)]),
  );
  return { ...task, ...inner, ...notices, name: `${prefix}${nameOf(task)}` };
}

function nameOf({ name }: Record<string, unknown>): string {
  if (typeof name !== 'string') throw new Error(`a task without a name: ${JSON.stringify(name)}`);
  return name;
}
