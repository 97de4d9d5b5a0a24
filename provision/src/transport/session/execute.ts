import { lines, sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { quote } from '../../shell/quote.ts';
import type { ExecuteOptions, Output } from '../connection.ts';
import { CommandError } from '../errors.ts';
import { exportLines } from './ask.ts';
import { endWhenAsked } from './end.ts';
import { follow } from './follow.ts';
import { outputOf } from './output.ts';
import { piecesOf, pour, writeLine } from './put-file.ts';
import type { ShellSession } from './shell-session.ts';

/** What the connection adds to a task's own options. */
interface Surroundings {
  readonly host: string;
  /** Between TERM and KILL. */
  readonly graceSeconds: number;
  readonly onRoundTrip: () => void;
}

/** Runs one command in a process group, environment and directory of its own. */
export async function executeInSession(
  session: ShellSession,
  command: Command,
  options: ExecuteOptions & Surroundings,
): Promise<Output> {
  const { onOutput, onRoundTrip } = options;
  const number = session.nextNumber();
  const beganMs = performance.now();
  const files = [
    await fileLine(session, { ...options, name: `script.${number}`, bytes: Buffer.from(command.text) }),
    ...(options.input
      ? [await fileLine(session, { ...options, name: `input.${number}`, bytes: options.input })]
      : []),
  ];
  const mode = onOutput ? 'follow' : 'reply';
  const start = `lab_run ${number} ${mode} ${quote(setupOf(options))} ${quote(options.executable ?? '/bin/sh')}`;
  onRoundTrip();
  // The status of a full disk must not be lost: half a script is not run.
  session.send(...files.flatMap((line) => [line, ' && ']), `${start} || lab_say no-room\n`);
  const ending = endWhenAsked(session, number, options);
  try {
    const answer = await ending.orGivenUp(
      onOutput ? follow(session, { number, onOutput, onRoundTrip }) : session.answer(),
    );
    const durationMs = performance.now() - beganMs;
    if (!answer) {
      session.destroy();
      return { ...outputOf(0, { ...NOTHING, durationMs }), exitCode: undefined, hasTimedOut: true };
    }
    if (answer.note === 'no-room') throw noRoom(options.host, answer.stderr.toString());
    return { ...outputOf(Number(answer.note), { ...answer, durationMs }), hasTimedOut: ending.hasTimedOut() };
  } finally {
    ending.stop();
  }
}

const NOTHING = { stdout: Buffer.alloc(0), stderr: Buffer.alloc(0) };

function setupOf({ directory, environment = {} }: ExecuteOptions): string {
  const change = directory === undefined ? [] : [sh`cd -- ${directory} || exit`];
  return lines([...change, ...exportLines(environment)]).text;
}

/** A line of the shell that makes the file; where it had to be poured, it is there already. */
async function fileLine(
  session: ShellSession,
  { name, bytes, host, onRoundTrip }: Surroundings & { readonly name: string; readonly bytes: Uint8Array },
): Promise<Buffer | string> {
  const target = `"$lab_dir/${name}"`;
  const line = writeLine(target, bytes);
  if (line) return line;
  onRoundTrip();
  const { status, stderr } = await pour(session, { target, bytes: piecesOf(bytes), sizeBytes: bytes.length });
  if (status !== 0) throw noRoom(host, stderr);
  return ':';
}

function noRoom(host: string, stderr: string): CommandError {
  return new CommandError(host, `the command could not be written down for its shell: ${stderr.trim()}`, {
    command: 'printf',
    exitCode: 1,
    signal: undefined,
    stderr,
    hint: 'is the disk of the machine full, /dev/shm too?',
  });
}
