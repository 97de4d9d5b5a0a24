import { setTimeout as pause } from 'node:timers/promises';

import { GrowingBytes } from './growing-bytes.ts';
import type { Answer, ShellSession } from './shell-session.ts';

/** Looks at a short command often and at a long one rarely: at most an eighth of its time is lost by that. */
const SHORTEST_MS = 10;
const LONGEST_MS = 250;
const SHARE = 8;

/** So much of a stream comes at once: what a command printed meanwhile may be more than should be on its way here. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Tells what a command prints while it runs, and gives all of it at its end. */
export async function follow(
  session: ShellSession,
  {
    number,
    onOutput,
    onRoundTrip,
  }: {
    readonly number: number;
    readonly onOutput: (stream: 'stdout' | 'stderr', chunk: Buffer) => void;
    readonly onRoundTrip: () => void;
  },
): Promise<Answer> {
  const seen = { stdout: new GrowingBytes(), stderr: new GrowingBytes() };
  const beganMs = performance.now();
  let isBehind = false;
  for (;;) {
    const lookedMs = performance.now() - beganMs;
    if (!isBehind) await pause(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, lookedMs / SHARE)));
    onRoundTrip();
    session.send(`lab_tail ${number} ${seen.stdout.length + 1} ${seen.stderr.length + 1} ${MOST_BYTES}\n`);
    const answer = await session.answer();
    isBehind = Math.max(answer.stdout.length, answer.stderr.length) >= MOST_BYTES;
    for (const stream of ['stdout', 'stderr'] as const) {
      const chunk = answer[stream];
      if (chunk.length === 0) continue;
      seen[stream].append(chunk);
      onOutput(stream, chunk);
    }
    if (answer.note === 'running' || isBehind) continue;
    if (answer.note !== 'no-room') session.send(`lab_drop ${number}\n`);
    const [stdout, stderr] = [seen.stdout, seen.stderr].map((bytes) => bytes.take(bytes.length)) as [
      Buffer,
      Buffer,
    ];
    return { stdout, stderr, note: answer.note };
  }
}
