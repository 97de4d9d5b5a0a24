import { setTimeout } from 'node:timers/promises';

import type { Problem } from '../source/problem.ts';
import { parseSshConfig } from './ssh-config.ts';
import type { SshConfigHost } from './ssh-config.ts';

/** Where and how Vagrant is run. */
export interface VagrantRun {
  /** The folder of the Vagrantfile. */
  readonly folder: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** What Vagrant says: which machines run and how they are reached, and in which state the others are. */
export type VagrantAnswer =
  | { readonly running: readonly SshConfigHost[]; readonly states: ReadonlyMap<string, string> }
  | { readonly problem: Problem };

/** Asks `vagrant status` and, of the machines that run, `vagrant ssh-config`. */
export async function runVagrant(run: VagrantRun): Promise<VagrantAnswer> {
  const status = await vagrant(['status', '--machine-readable'], run);
  if ('problem' in status) return status;
  const states = parseStatus(status.stdout);
  const running = Array.from(states).flatMap(([name, state]) => (state === 'running' ? [name] : []));
  if (running.length === 0) return { running: [], states };
  const config = await vagrant(['ssh-config', ...running], run);
  return 'problem' in config ? config : { running: parseSshConfig(config.stdout), states };
}

/** The state of each machine, from lines `TIMESTAMP,MACHINE,state,STATE`. */
export function parseStatus(text: string): ReadonlyMap<string, string> {
  const states = text.split('\n').flatMap((line) => {
    const [, name = '', kind, state = ''] = line.trim().split(',');
    return kind === 'state' && name !== '' ? [[name, state] as const] : [];
  });
  return new Map(states);
}

/** What went wrong, from either form of Vagrant's output, on one line. */
export function complaintOf(output: string): string {
  const [, machineReadable] = /,error-exit,[^,]*,(.*)$/m.exec(output) ?? [];
  const text =
    machineReadable?.replaceAll(String.raw`\n`, '\n').replaceAll('%!(VAGRANT_COMMA)', ',') ?? output;
  return text.trim().replace(/\s*\n\s*/g, ' ');
}

/** Whether another Vagrant is at work, here or for another run: what it holds it lets go of soon. */
export function isLocked(output: string): boolean {
  return /Vagrant::Errors::(Machine|Environment)Locked|because it is locked!|already executing an action/.test(
    output,
  );
}

/** Between two looks whether the other Vagrant is done, and how many looks. */
const LOCKED_PAUSE_MS = 500;
const LOCKED_LOOKS = 240;

async function vagrant(
  words: readonly string[],
  run: VagrantRun,
): Promise<{ readonly stdout: string } | { readonly problem: Problem }> {
  for (let look = 1; ; look += 1) {
    const result = await vagrantOnce(words, run);
    if ('stdout' in result || !result.isLocked || look === LOCKED_LOOKS) return result;
    await setTimeout(LOCKED_PAUSE_MS, undefined, { signal: run.signal });
  }
}

async function vagrantOnce(
  words: readonly string[],
  { folder, environment, signal }: VagrantRun,
): Promise<{ readonly stdout: string } | { readonly problem: Problem; readonly isLocked: boolean }> {
  const { execa } = await import('execa');
  const result = await execa('vagrant', words, {
    cwd: folder,
    env: { ...environment, VAGRANT_CHECKPOINT_DISABLE: '1', VAGRANT_NO_COLOR: '1' },
    extendEnv: false,
    stdin: 'ignore',
    reject: false,
    cancelSignal: signal,
  });
  if (result.code === 'ENOENT') {
    return problem(
      'Vagrant is not installed',
      'install it and run `vagrant up`; machines of your own: -i inventory.yml',
    );
  }
  if (!result.failed) return { stdout: result.stdout };
  const said = result.stderr || result.stdout || result.shortMessage || '';
  const failure = problem(`\`vagrant ${words.join(' ')}\` failed: ${complaintOf(said)}`, undefined);
  return { ...failure, isLocked: isLocked(said) };
}

function problem(
  message: string,
  hint: string | undefined,
): { readonly problem: Problem; readonly isLocked: boolean } {
  const found: Problem = { code: 'vagrant-failed', message, file: 'Vagrantfile', ...(hint && { hint }) };
  return { problem: found, isLocked: false };
}
