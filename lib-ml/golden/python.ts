import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

const HERE = import.meta.dirname;

/** Where the original library is installed unless the caller names a place: outside of the checkout. */
export function defaultVenv(env: Readonly<Record<string, string | undefined>>): string {
  return join(env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'remla-lab', 'keras-golden');
}

/** The Python of a virtual environment with the pinned original; makes both where they are missing. */
export function ensurePython(venv: string): string {
  const python = join(venv, 'bin', 'python');
  if (!existsSync(python)) execFileSync('python3', ['-m', 'venv', venv], { stdio: 'inherit' });
  const requirements = join(HERE, 'requirements.txt');
  execFileSync(
    python,
    ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '-r', requirements],
    {
      stdio: 'inherit',
    },
  );
  return python;
}

/** Runs make-golden.py; -B, because a __pycache__ has no business in the checkout. */
export function makeGolden(python: string, args: readonly string[]): void {
  execFileSync(python, ['-B', join(HERE, 'make-golden.py'), ...args], { stdio: 'inherit' });
}
