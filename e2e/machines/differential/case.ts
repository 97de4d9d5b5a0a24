import { readFileSync, readdirSync } from 'node:fs';

import { parse } from 'yaml';
import { z } from 'zod';

const Task = z.record(z.string(), z.unknown());
const Tasks = z.array(Task).min(1);

/**
 * One thing that both sides are asked to do. `tasks` stand in a block of a play on `hosts`, in the folder /srv/case/NAME,
 * which is empty before. Where the two languages differ (conditions, mostly), `ansible` has Ansible's words.
 */
export const Case = z.strictObject({
  name: z.string().regex(/^[a-z0-9-]+$/),
  /** The modules and keywords that it is about; a test counts them. */
  about: z.array(z.string()).min(1),
  /** A shell script that makes things ready on each machine of both sides, as root. */
  setup: z.string().optional(),
  /** @default one */
  hosts: z.enum(['one', 'two', 'both']).default('one'),
  /**
   * A run of its own, behind the others, without the block in which a failure ends: for what ends a whole run, or needs a
   * machine that nobody reaches (`gone` in the inventory). Exit codes are compared too. @default false
   */
  alone: z.boolean().default(false),
  /** More keywords of the play. */
  play: Task.default({}),
  tasks: Tasks,
  handlers: Tasks.optional(),
  /** Entries behind the play: `import_playbook` and what stands beside it. Names in there begin with `CASE: `. */
  imports: z.array(Task).default([]),
  /** Files that lie beside the playbook and the inventory, by path; no two cases may share one. */
  files: z.record(z.string(), z.string()).default({}),
  /** What Ansible is given instead. */
  ansible: z
    .strictObject({ play: Task, tasks: Tasks, handlers: Tasks, files: z.record(z.string(), z.string()) })
    .partial()
    .default({}),
  /** A shell script whose output, as root, is compared besides the folder's content. */
  probe: z.string().optional(),
  /** Whether a task is meant to fail, by which the case ends. @default false */
  fails: z.boolean().default(false),
  /** Results of ours that are meant to differ: by task name, with the reason (it stands in docs/ansible.md too). */
  differs: z.record(z.string(), z.strictObject({ ours: z.array(z.string()), why: z.string() })).default({}),
});
export type Case = z.infer<typeof Case>;

const FOLDER = new URL('cases/', import.meta.url);

/** All cases, by file. @throws {Error} for a file that is wrong */
export function loadCases(): readonly Case[] {
  const files = readdirSync(FOLDER)
    .filter((file) => file.endsWith('.yml'))
    .sort();
  return files.flatMap((file) => {
    const read = z.array(Case).safeParse(parse(readFileSync(new URL(file, FOLDER), 'utf8')));
    if (!read.success) throw new Error(`${file}: ${z.prettifyError(read.error)}`);
    return read.data;
  });
}
