import { fileURLToPath } from 'node:url';

import { execa } from 'execa';

import { writeOwnState } from '../../own-state.ts';
import type { RunResult, TaskStatus } from './result.ts';

const LAB = fileURLToPath(new URL('../../../provision/bin/lab.js', import.meta.url));

type Event =
  | { readonly type: 'task-started'; readonly task: { readonly id: string; readonly name: string } }
  | {
      readonly type: 'host-finished';
      readonly taskId: string;
      readonly host: string;
      readonly outcome: { readonly status: TaskStatus };
    };

/** Runs a playbook by the lab, in one process, with a state folder of its own below `folder`. */
export async function runLab(
  playbook: string,
  inventory: string,
  options: { readonly folder: string; readonly words?: readonly string[] },
): Promise<RunResult> {
  const words = [LAB, 'provision', '-i', inventory, playbook, '--output', 'json', ...(options.words ?? [])];
  const run = await execa(process.execPath, words, {
    reject: false,
    env: { LAB_FILE: await writeOwnState(options.folder) },
  });
  const names = new Map<string, string>();
  const statuses = run.stdout.split('\n').flatMap((line): [string, TaskStatus][] => {
    if (!line.startsWith('{')) return [];
    const event = JSON.parse(line) as Event;
    if (event.type === 'task-started') names.set(event.task.id, event.task.name);
    if (event.type !== 'host-finished') return [];
    return [[`${names.get(event.taskId) ?? event.taskId}@${event.host}`, event.outcome.status]];
  });
  return { statuses, exitCode: run.exitCode ?? -1, output: run.stdout + run.stderr };
}
