import { setTimeout as wait } from 'node:timers/promises';

import type { RunningLab } from '../../../local/lab.ts';
import { crowd } from './crowd.ts';

const HANG_MS = 60_000;

/**
 * Visitors of a lab for so long. After two thirds of it the model-service of v2 hangs: its app waits until its deadline
 * and answers 504.
 */
export async function busyTimes(lab: RunningLab, durationMs: number): Promise<void> {
  await Promise.all([
    crowd(lab.origin, performance.now() + durationMs, Math.random),
    wait((durationMs * 2) / 3).then(() => hang(lab)),
  ]);
}

async function hang(lab: RunningLab): Promise<void> {
  const pid = lab.pidOf('model-service-v2');
  process.kill(pid, 'SIGSTOP');
  await wait(HANG_MS);
  process.kill(pid, 'SIGCONT');
}
