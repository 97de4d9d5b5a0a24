import type { ShellOutput, UploadOutput } from '../action.ts';

/** Why a command or an upload failed; undefined where it did not. */
export function failureOf(output: unknown): string | undefined {
  const { exitCode, stderr, failure } = output as Partial<ShellOutput & UploadOutput>;
  return exitCode === undefined || exitCode === 0 ? failure : (stderr ?? '').trim();
}
