import { setTimeout as pause } from 'node:timers/promises';

import type { Answer, ShellSession } from './shell-session.ts';

/** Looks at a short command often and at a long one rarely: at most an eighth of its time is lost by that. */
const SHORTEST_MS = 10;
const LONGEST_MS = 250;
const SHARE = 8;

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
  const seen = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  const nextByte = { stdout: 1, stderr: 1 };
  const beganMs = performance.now();
  for (;;) {
    await pause(Math.min(LONGEST_MS, Math.max(SHORTEST_MS, (performance.now() - beganMs) / SHARE)));
    onRoundTrip();
    session.send(`lab_tail ${number} ${nextByte.stdout} ${nextByte.stderr}\n`);
    const answer = await session.answer();
    for (const stream of ['stdout', 'stderr'] as const) {
      const chunk = answer[stream];
      if (chunk.length === 0) continue;
      seen[stream].push(chunk);
      nextByte[stream] += chunk.length;
      onOutput(stream, chunk);
    }
    if (answer.note === 'running') continue;
    if (answer.note !== 'no-room') session.send(`lab_drop ${number}\n`);
    return { stdout: Buffer.concat(seen.stdout), stderr: Buffer.concat(seen.stderr), note: answer.note };
  }
}
