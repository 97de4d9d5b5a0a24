import { join } from 'node:path';

import { execa } from 'execa';
import { z } from 'zod';

import type { RunResult, TaskStatus } from './result.ts';

const HostResult = z.looseObject({
  changed: z.boolean().optional(),
  failed: z.boolean().optional(),
  skipped: z.boolean().optional(),
  unreachable: z.boolean().optional(),
});
const Report = z.looseObject({
  plays: z.array(
    z.looseObject({
      tasks: z.array(
        z.looseObject({ task: z.looseObject({ name: z.string() }), hosts: z.record(z.string(), HostResult) }),
      ),
    }),
  ),
});

/** Runs a playbook by Ansible, in one process. `bin` is the folder of its virtual environment. */
export async function runAnsible(
  playbook: string,
  inventory: string,
  options: { readonly bin: string; readonly words?: readonly string[] },
): Promise<RunResult> {
  const run = await execa(
    join(options.bin, 'ansible-playbook'),
    ['-i', inventory, playbook, ...(options.words ?? [])],
    {
      reject: false,
      env: {
        ANSIBLE_STDOUT_CALLBACK: 'ansible.posix.json',
        ANSIBLE_HOST_KEY_CHECKING: 'False',
        ANSIBLE_PIPELINING: 'True',
        ANSIBLE_FORKS: '4',
        ANSIBLE_RETRY_FILES_ENABLED: 'False',
        ANSIBLE_LOCALHOST_WARNING: 'False',
        ANSIBLE_DEPRECATION_WARNINGS: 'False',
        ANSIBLE_PYTHON_INTERPRETER: '/usr/bin/python3',
        LC_ALL: 'C.UTF-8',
      },
    },
  );
  const json = run.stdout.slice(run.stdout.indexOf('{\n'));
  const report = Report.safeParse(parseJson(json));
  if (!report.success) throw new Error(`Ansible's report cannot be read:\n${run.stdout}\n${run.stderr}`);
  const statuses = report.data.plays
    .flatMap(({ tasks }) => tasks)
    .flatMap(({ task, hosts }) =>
      Object.entries(hosts).map(([host, result]) => [`${task.name}@${host}`, statusOf(result)] as const),
    );
  return { statuses, exitCode: run.exitCode ?? -1, output: run.stdout + run.stderr };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function statusOf(result: z.infer<typeof HostResult>): TaskStatus {
  if (result.unreachable === true) return 'unreachable';
  if (result.failed === true) return 'failed';
  if (result.skipped === true) return 'skipped';
  return result.changed === true ? 'changed' : 'ok';
}
