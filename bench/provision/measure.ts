import { execa } from 'execa';

/** What one run of a program took. */
export interface Measured {
  readonly wallMs: number;
  /** Of the process and all that it started and waited for. */
  readonly cpuMs: number;
  /** The largest resident set of any one of these processes. */
  readonly peakMiB: number;
  readonly output: string;
}

/** Runs a program under GNU time. @throws {Error} when it fails, with what it printed */
export async function measure(
  words: readonly string[],
  options: { readonly env: Readonly<Record<string, string>>; readonly cwd: string },
): Promise<Measured> {
  const begin = performance.now();
  // %e would be rounded to hundredths: the clock is ours, memory and processor time are GNU time's.
  const run = await execa('time', ['--format', '\n%U %S %M', ...words], {
    ...options,
    reject: false,
    stdin: 'ignore',
  });
  const wallMs = performance.now() - begin;
  if (run.failed) throw new Error(`${words.join(' ')}\n${run.stdout}\n${run.stderr}`, { cause: run });
  const [user = 0, system = 0, peakKiB = 0] = (run.stderr.trimEnd().split('\n').at(-1) ?? '')
    .split(' ')
    .map(Number);
  return { wallMs, cpuMs: (user + system) * 1000, peakMiB: peakKiB / 1024, output: run.stdout };
}
