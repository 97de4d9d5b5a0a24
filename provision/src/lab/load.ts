import type { Sourced } from '../source/document.ts';
import { mergeSources } from '../source/merge.ts';
import type { Problem } from '../source/problem.ts';
import type { SourceFiles } from '../source/read.ts';
import { checkSchema } from '../source/schema-problems.ts';
import { parseYaml } from '../source/yaml.ts';
import { chartValueProblems } from './chart-value-rules.ts';
import { ruleProblems } from './rules.ts';
import { Lab } from './schema.ts';

/** A lab.yml that was read: its values, and where each of them stands. */
export interface LoadedLab {
  readonly lab: Lab;
  readonly source: Sourced;
}

/**
 * Reads lab.yml, and the user's own file merged over it where one is named.
 * `loaded` is undefined exactly when there are problems; all of them come at once.
 */
export async function loadLab(
  files: SourceFiles,
  paths: { readonly base: string; readonly overlay: string | undefined },
): Promise<{ loaded: LoadedLab | undefined; problems: readonly Problem[] }> {
  const wanted = paths.overlay === undefined ? [paths.base] : [paths.base, paths.overlay];
  const read = await Promise.all(wanted.map((path) => files.read(path)));
  const parsed = read.map(({ file, problems }) =>
    file ? parseYaml(file) : { document: undefined, problems },
  );
  const unreadable = parsed.flatMap(({ problems }) => problems);
  const [base, overlay] = parsed.map(({ document }) => document);
  if (unreadable.length > 0 || !base) return { loaded: undefined, problems: unreadable };
  const source = overlay ? mergeSources(base, overlay) : base;
  const { loaded, problems } = readLab(source);
  const all = [...problems, ...(await chartValueProblems(source))];
  return { loaded: all.length === 0 ? loaded : undefined, problems: all };
}

/** Checks a sourced value against the schema and the rules of lab.yml. */
export function readLab(source: Sourced): { loaded: LoadedLab | undefined; problems: readonly Problem[] } {
  const { value, problems } = checkSchema(Lab, source);
  const all = [...problems, ...ruleProblems(source)];
  return { loaded: value && all.length === 0 ? { lab: value, source } : undefined, problems: all };
}
