import { execa } from 'execa';

/** Before the tests: says what is missing on this machine, instead of failing obscurely in each of them. */
export async function setup(): Promise<void> {
  const missing: string[] = [];
  for (const program of ['prometheus', 'promtool']) {
    if ((await execa(program, ['--version'], { reject: false })).failed) missing.push(program);
  }
  if (missing.length === 0) return;
  throw new Error(
    `Missing: ${missing.join(', ')}. Debian's package prometheus has both; its service is not needed ` +
      '(systemctl disable --now prometheus). `.ci/run monitoring` sees to it.',
  );
}
