import { type BootState, bootState, hasRebooted } from '../../facts/boot-state.ts';
import { type Command, sh, userScript } from '../../shell/command.ts';
import { act, ask, type Decision, done, failed, type Result } from '../decision.ts';
import type { Module } from '../module.ts';
import { RebootArgs } from './arguments.ts';

const SECOND_MS = 1_000;
const MINUTE_SECONDS = 60;
/** How often a machine that starts is tried. */
const INTERVAL_MS = 1_000;

/** Restarts the machine and waits until it is back. */
export const rebootModule: Module<RebootArgs> = {
  name: 'reboot',
  summary: 'Restarts the machine, and waits until it is back and ready.',
  notes: ['It restarts the machine in every run. Use `when` with a fact, or a handler.'],
  args: RebootArgs,
  aliases: {
    pre_reboot_delay_sec: 'pre_reboot_delay',
    post_reboot_delay_sec: 'post_reboot_delay',
    reboot_timeout_sec: 'reboot_timeout',
    connect_timeout_sec: 'connect_timeout',
  },
  returns: {
    rebooted: { description: 'Whether the machine was restarted.', type: 'bool', returned: 'always' },
    elapsed: {
      description: 'Whole seconds from the command until the machine was ready.',
      type: 'int',
      returned: 'always',
    },
  },
  example: `- reboot:
    reboot_timeout: 300
    test_command: systemctl is-system-running
`,
  check: 'full',
  alwaysActs: 'A restart is what it is asked for.',
  decide: (args) => {
    const bootTimeCommand = args.boot_time_command;
    const key = { bootTimeCommand, testCommand: undefined };
    return ask({ before: bootState(key) }, ({ before }) => restart(args, before));
  },
};

function restart(args: RebootArgs, before: BootState): Decision {
  if (before.marks.every((mark) => mark === '')) {
    return failed(
      'nothing on the machine tells one boot from another: give a boot_time_command',
      ended(false, 0),
    );
  }
  const delayMinutes = Math.floor(args.pre_reboot_delay / MINUTE_SECONDS);
  const delayMs = (args.post_reboot_delay + delayMinutes * MINUTE_SECONDS) * SECOND_MS;
  const goDown = {
    kind: 'shell',
    command: commandOf(args, delayMinutes),
    isConnectionLossExpected: true,
  } as const;
  return act([goDown], { changed: true, result: ended(true, 0) }, ([output]) => {
    if (output.exitCode !== 0) {
      const said = output.stderr.trim() || output.stdout.trim();
      return failed(`the machine was not restarted: ${said}`, ended(false, 0));
    }
    return comeBack(args, before, delayMs);
  });
}

/** shutdown takes minutes; where there is none, the machine goes down at once. */
function commandOf(
  { msg, search_paths: folders, reboot_command: own }: RebootArgs,
  delayMinutes: number,
): Command {
  const when = delayMinutes === 0 ? 'now' : `+${delayMinutes}`;
  return sh`PATH=${folders.join(':')}:$PATH
${
  own === undefined
    ? sh`if command -v shutdown >/dev/null; then shutdown -r ${when} ${msg}; else systemctl reboot; fi`
    : userScript(own)
}`;
}

function comeBack(args: RebootArgs, before: BootState, delayMs: number): Decision {
  const { boot_time_command: bootTimeCommand, test_command: testCommand, reboot_timeout: timeout } = args;
  const reconnect = {
    kind: 'reconnect',
    fact: bootState({ bootTimeCommand, testCommand }),
    missing: (now: BootState) => missing(before, now, testCommand),
    delayMs,
    intervalMs: INTERVAL_MS,
    connectTimeoutMs: args.connect_timeout * SECOND_MS,
    timeoutMs: delayMs + timeout * SECOND_MS,
  } as const;
  return act([reconnect], { changed: true }, ([output]) => {
    const hasRestarted = output.answer !== undefined && hasRebooted(before, output.answer);
    const result = ended(hasRestarted, Math.floor(output.elapsedMs / SECOND_MS));
    if (output.missing === undefined) return done(true, result);
    return failed(`waited ${timeout} s for the machine to come back: ${output.missing}`, result, true);
  });
}

function missing(before: BootState, now: BootState, testCommand: string): string | undefined {
  if (!hasRebooted(before, now)) return 'it has not gone down yet';
  if (now.testExitCode === 0) return undefined;
  return `it is up, but \`${testCommand}\` ends with ${now.testExitCode}${now.testOutput && `: ${now.testOutput}`}`;
}

function ended(rebooted: boolean, elapsed: number): Result {
  return { rebooted, elapsed };
}
