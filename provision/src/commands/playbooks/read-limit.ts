import type { Problem } from '../../source/problem.ts';
import type { SourceFiles } from '../../source/read.ts';
import { readFailed } from './failed-hosts.ts';

const FLAG = '--limit';

/**
 * The pattern that `-l` means: `@failed` stands for the machines that failed last time, `@FILE` for the patterns of a
 * file, a line each. Undefined where there is no limit.
 */
export async function readLimit(
  limit: string | undefined,
  { files, stateFolder }: { readonly files: SourceFiles; readonly stateFolder: string | undefined },
): Promise<{ pattern: string | undefined; problems: readonly Problem[] }> {
  if (limit === undefined) return { pattern: undefined, problems: [] };
  // As in patterns: commas where there are some, else colons.
  const separator = limit.includes(',') ? ',' : ':';
  const parts = await Promise.all(
    limit.split(separator).map(async (part) => {
      const name = part.trim();
      if (name === '@failed') return failedHosts(stateFolder);
      return name.startsWith('@') ? patternsOf(name.slice(1), files) : { words: [name], problems: [] };
    }),
  );
  const problems = parts.flatMap((part) => part.problems);
  return { pattern: parts.flatMap(({ words }) => words).join(','), problems };
}

interface Part {
  readonly words: readonly string[];
  readonly problems: readonly Problem[];
}

async function failedHosts(stateFolder: string | undefined): Promise<Part> {
  const failed = stateFolder === undefined ? undefined : await readFailed(stateFolder);
  if (failed !== undefined && failed.length > 0) return { words: failed, problems: [] };
  const message = failed ? 'no machine failed in the last run' : 'there was no run that could have failed';
  return { words: [], problems: [{ code: 'unknown-host', message, file: FLAG }] };
}

async function patternsOf(path: string, files: SourceFiles): Promise<Part> {
  const { file, problems } = await files.read(path);
  const lines = file?.text.split('\n').map((line) => line.trim()) ?? [];
  return { words: lines.filter((line) => line !== '' && !line.startsWith('#')), problems };
}
