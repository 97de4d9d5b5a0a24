import { lines, sh } from '../../shell/command.ts';
import type { Command } from '../../shell/command.ts';
import { quote } from '../../shell/quote.ts';
import type { AskOptions, Output } from '../connection.ts';
import { outputOf } from './output.ts';
import type { ShellSession } from './shell-session.ts';

/**
 * Runs scripts one after the other in the session's shell, all sent at once: one round trip. When their time is up or the
 * signal aborts, the shell is cut off.
 */
export async function askSession(
  session: ShellSession,
  scripts: readonly Command[],
  {
    environment = {},
    timeoutMs,
    signal,
    onCut,
  }: Omit<AskOptions, 'identity'> & {
    /** Sees to what the shell leaves when it is cut off. */
    readonly onCut?: () => Promise<void>;
  },
): Promise<readonly Output[]> {
  const exports = exportLines(environment);
  const { promise: cut, resolve: cutOff } = Promise.withResolvers<'time' | 'signal'>();
  const timer = timeoutMs === undefined ? undefined : setTimeout(cutOff, timeoutMs, 'time');
  const abort = (): void => cutOff('signal');
  signal?.throwIfAborted();
  signal?.addEventListener('abort', abort);
  const outputs: Output[] = [];
  let beganMs = performance.now();
  try {
    session.send(scripts.map((script) => `lab_ask ${quote(lines([...exports, script]).text)}\n`).join(''));
    for (const _ of scripts) {
      const answer = await Promise.race([session.answer(), cut]);
      const durationMs = performance.now() - beganMs;
      if (answer === 'signal') throw signal?.reason;
      if (answer === 'time') break;
      outputs.push(outputOf(Number(answer.note), { ...answer, durationMs }));
      beganMs += durationMs;
    }
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
    if (outputs.length < scripts.length) {
      // The shell last: what it began would be nobody's child then, and not be found.
      if (session.isAlive) await onCut?.();
      session.destroy();
    }
  }
  const durationMs = performance.now() - beganMs;
  return scripts.map((_, index) => outputs[index] ?? { ...CUT, durationMs });
}

const CUT = {
  exitCode: undefined,
  signal: undefined,
  stdout: Buffer.alloc(0),
  stderr: Buffer.alloc(0),
  hasTimedOut: true,
};

/** Commands that put variables into the environment of what follows. */
export function exportLines(environment: Readonly<Record<string, string>>): readonly Command[] {
  return Object.entries(environment).map(([name, value]) => {
    if (!/^[A-Za-z_]\w*$/.test(name)) throw new RangeError(`${name} is no name of an environment variable`);
    return sh`export ${name}=${value}`;
  });
}
