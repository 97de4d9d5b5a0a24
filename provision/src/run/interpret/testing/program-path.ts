import { spawnSync } from 'node:child_process';

/** Where this machine has a program; empty where it lacks it. */
export function programPath(name: string): string {
  return spawnSync('sh', ['-c', 'command -v "$0"', name]).stdout.toString().trim();
}
