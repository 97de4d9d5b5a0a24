import { lazyRecord } from '../expression/lazy-record.ts';
import { problem } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import type { SourceFile } from '../source/yaml.ts';

/** The part of a template's name that stands for the name of a release. */
const PLACEHOLDER = '{release}';

/** What a manifest's template is rendered over: the values of lab.yml, and what stands beside them. */
export type RenderValues = Readonly<Record<string, unknown>>;

/** A file that a template becomes, and over what. */
export interface WantedFile {
  readonly file: string;
  readonly values: RenderValues;
}

/**
 * The files that a template becomes: itself, or, where its name holds `{release}`, one for each release of lab.yml,
 * with `release` (`name` and what lab.yml says of it) beside the other values.
 */
export function filesOfTemplate(
  template: SourceFile,
  values: RenderValues,
): { readonly wanted: readonly WantedFile[]; readonly problems: readonly Problem[] } {
  const slash = Math.max(template.file.lastIndexOf('/'), template.file.lastIndexOf('\\')) + 1;
  const [folder, name] = [template.file.slice(0, slash), template.file.slice(slash)];
  if (!name.includes(PLACEHOLDER)) return { wanted: [{ file: template.file, values }], problems: [] };
  const releases = values['releases'];
  if (typeof releases !== 'object' || releases === null) {
    const place = { file: template.file, position: { line: 1, column: 1 } };
    const message = 'this file stands for one a release, and there are no `releases`';
    return { wanted: [], problems: [problem('undefined-name', message, place)] };
  }
  const wanted = Object.entries(releases).map(([release, of]) => ({
    file: folder + name.replaceAll(PLACEHOLDER, release),
    values: withRelease(values, { ...(of as object), name: release }),
  }));
  return { wanted, problems: [] };
}

/** Beside the other values; none of those is read for it. */
function withRelease(values: RenderValues, release: Readonly<Record<string, unknown>>): RenderValues {
  const getters = Object.keys(values).map((name) => [name, () => values[name]] as const);
  return lazyRecord(new Map([...getters, ['release', () => release]]));
}
