import { constants } from 'node:os';

import type { ShellAction, ShellOutput } from '../../modules/action.ts';
import { Secret } from '../../shell/secret.ts';
import { ConnectError } from '../../transport/errors.ts';
import type { Output } from '../../transport/connection.ts';
import { describeMissing, missingPrograms, withPrograms } from './missing-programs.ts';
import type { Performed } from './perform.ts';
import { watchCommand } from './watch-command.ts';
import type { World } from './world.ts';

const REFUSED = 'this would restart the machine that the playbook runs on';

/** How every shell writes that a signal ended a command; a command may as well give such a code by itself. */
const SIGNAL_BASE = 128;

/** Runs a command of a module. The action's own variables win over the task's environment. */
export async function runShell(action: ShellAction, world: World): Promise<Performed> {
  const { connection, clock } = world;
  const isEnd = action.isConnectionLossExpected === true;
  if (isEnd && world.isLocal === true) return { kind: 'failed', message: REFUSED };
  const startMs = clock.now();
  const endWatch = action.watch && watchCommand(action.watch, world);
  try {
    const output = await connection.execute(withPrograms(action.command, action.programs ?? []), {
      identity: world.identity,
      environment: { ...world.environment, ...action.environment },
      signal: world.signal,
      ...(action.input !== undefined && { input: bytesOf(action.input) }),
      ...(action.directory !== undefined && { directory: action.directory }),
      ...(action.executable !== undefined && { executable: action.executable }),
      ...(world.onOutput && { onOutput: world.onOutput }),
    });
    const missing = missingPrograms(output);
    if (missing) return { kind: 'failed', message: describeMissing(connection.host, missing) };
    return { kind: 'output', output: shellOutput(output, clock.now()) };
  } catch (error) {
    if (!(isEnd && error instanceof ConnectError)) throw error;
    return { kind: 'output', output: lostAsExpected(startMs, clock.now()) };
  } finally {
    await endWatch?.();
  }
}

function bytesOf(input: string | Uint8Array | Secret): Uint8Array {
  if (input instanceof Secret) return Buffer.from(input.reveal());
  return typeof input === 'string' ? Buffer.from(input) : input;
}

/** The end is now; the start follows from how long the machine took, so that no clock but ours is needed. */
function shellOutput(output: Output, endMs: number): ShellOutput {
  return {
    exitCode: output.exitCode ?? SIGNAL_BASE + signalNumber(output.signal),
    stdout: output.stdout.toString(),
    stderr: output.stderr.toString(),
    ...times(endMs - output.durationMs, endMs),
  };
}

/** 0 for a signal that nobody knows: that a command failed must stay visible. */
function signalNumber(signal: string | undefined): number {
  const numbers: Readonly<Record<string, number>> = constants.signals;
  return numbers[`SIG${signal ?? ''}`] ?? 0;
}

function lostAsExpected(startMs: number, endMs: number): ShellOutput {
  return { exitCode: 0, stdout: '', stderr: '', ...times(startMs, endMs) };
}

function times(startMs: number, endMs: number): Pick<ShellOutput, 'start' | 'end' | 'durationMs'> {
  return {
    start: new Date(startMs).toISOString(),
    end: new Date(endMs).toISOString(),
    durationMs: endMs - startMs,
  };
}
