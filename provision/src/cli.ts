import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

import { renderHelp } from './command-line/help.ts';
import { parseCommandLine } from './command-line.ts';
import type { Invocation } from './command-line.ts';
import type { CommandContext, Outcome, Output } from './commands/command.ts';
import { LabError } from './errors.ts';
import { watchForOrphanage } from './orphan.ts';
import { renderProblems } from './source/excerpt.ts';
import { openTerminal } from './terminal.ts';

/** The exit codes of every command. */
export const EXIT_CODES = {
  ok: 0,
  bug: 1,
  failed: 2,
  unreachable: 3,
  badFiles: 4,
  badCommandLine: 5,
  interrupted: 130,
} as const;

/** npm hands on the signal that the terminal has already sent to everybody: one Ctrl-C comes twice. */
const ECHO_MS = 500;

const ROOT = dirname(fileURLToPath(new URL('..', import.meta.url)));

/** Runs a command and ends the process: the only place that handles signals and exits. */
export async function main(argv: readonly string[]): Promise<never> {
  const stop = new AbortController();
  const kill = new AbortController();
  const terminal = openTerminal(process.stdout, process.stderr, process.env);
  const end = (code: number): never => {
    // Whatever way we leave: no process stays behind.
    kill.abort('ended');
    terminal.progress(undefined);
    process.exit(code);
  };
  const finish = async (code: number): Promise<never> => {
    kill.abort('ended');
    await terminal.flush();
    return end(code);
  };
  stopOnSignals(stop, () => end(EXIT_CODES.interrupted));
  process.on('uncaughtException', (error) => end(reportError(error, terminal.note)));
  const { invocation, mistakes } = parseCommandLine(argv);
  if (!invocation) {
    refuse(mistakes, terminal);
    return finish(EXIT_CODES.badCommandLine);
  }
  const context: CommandContext = {
    root: ROOT,
    currentDirectory: process.cwd(),
    environment: process.env,
    output: terminal,
    get input() {
      return process.stdin;
    },
    stop: stop.signal,
    kill: kill.signal,
  };
  try {
    const outcome = await run(invocation, context);
    if (outcome.status === 'bad-command-line') refuse(outcome.mistakes, terminal);
    if (outcome.status === 'bad-files') {
      terminal.note(
        `${renderProblems(outcome.problems, { textOf: outcome.textOf, useColor: terminal.useColor })}\n`,
      );
    }
    return await finish(exitCodeOf(outcome));
  } catch (error) {
    return finish(reportError(error, terminal.note));
  }
}

function refuse(mistakes: readonly string[], { note }: Output): void {
  note(`${mistakes.map((mistake) => `lab: ${mistake}`).join('\n')}\n  lab help tells what there is.\n`);
}

/** The first signal stops in order, a second one at once. */
function stopOnSignals(stop: AbortController, endNow: () => never): void {
  let firstMs = 0;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stop.signal.aborted && performance.now() - firstMs > ECHO_MS) endNow();
      if (stop.signal.aborted) return;
      firstMs = performance.now();
      stop.abort(signal);
    });
  }
  // Below npm only: whoever starts `lab up &` in a shell and closes it may want the lab to stay.
  if (process.env['npm_lifecycle_event'] === undefined) return;
  watchForOrphanage(
    () => process.ppid,
    () => stop.abort('orphaned'),
  );
}

/** Commands are imported when they are called: none pays for another's imports. */
async function run(invocation: Invocation, context: CommandContext): Promise<Outcome> {
  switch (invocation.command) {
    case 'help':
      context.output.print(renderHelp(invocation.topic));
      return { status: 'done' };
    case 'version':
      return (await import('./commands/version.ts')).version(context);
    case 'up':
      return (await import('./commands/up.ts')).up(invocation.options, context);
    case 'render':
      return (await import('./commands/render.ts')).render(invocation.options, context);
    case 'traffic':
      return (await import('./commands/traffic.ts')).traffic(invocation.options, context);
    case 'provision':
      return (await import('./commands/provision.ts')).provision(invocation, context);
    case 'run':
      return (await import('./commands/run.ts')).run(invocation, context);
    case 'fetch':
      return (await import('./commands/fetch.ts')).fetchArtifacts(invocation, context);
    case 'ssh':
      return (await import('./commands/ssh.ts')).ssh(invocation, context);
    case 'status':
      return (await import('./commands/status.ts')).status(invocation.options, context);
    case 'verify':
      return (await import('./commands/verify.ts')).verify(invocation.options, context);
    case 'info':
      return (await import('./commands/info.ts')).info(invocation.options, context);
    case 'logs':
      return (await import('./commands/logs.ts')).logs(invocation, context);
    case 'versions':
      return (await import('./commands/versions.ts')).versions(invocation.options, context);
    case 'doctor':
      return (await import('./commands/doctor.ts')).doctor(invocation.options, context);
    case 'hosts':
      return (await import('./commands/hosts.ts')).hosts(invocation.options, context);
    case 'down':
      return (await import('./commands/down.ts')).down(invocation.options, context);
    case 'reset':
      return (await import('./commands/reset.ts')).reset(invocation.options, context);
  }
}

function exitCodeOf({ status }: Outcome): number {
  switch (status) {
    case 'done':
      return EXIT_CODES.ok;
    case 'failed':
      return EXIT_CODES.failed;
    case 'bad-files':
      return EXIT_CODES.badFiles;
    case 'unreachable':
      return EXIT_CODES.unreachable;
    case 'bad-command-line':
      return EXIT_CODES.badCommandLine;
    case 'interrupted':
      return EXIT_CODES.interrupted;
  }
}

function reportError(error: unknown, note: (text: string) => void): number {
  if (error instanceof LabError) {
    const hint = error.hint === undefined ? '' : `  ${error.hint}\n`;
    note(`lab: ${error.message} [${error.code}]\n${hint}`);
    return EXIT_CODES.failed;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  note(`lab: this is a bug of lab, please report it with what follows\n${text}\n`);
  return EXIT_CODES.bug;
}
