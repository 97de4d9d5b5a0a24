import type { TemplateValue } from '../expression/template-value.ts';
import type { Path } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import { checkKeys } from './check-keys.ts';
import type { LoadedFile } from './loading.ts';
import { identityOf } from './loading.ts';
import { openAt, openNamed } from './open-file.ts';
import { readLoop } from './read-loop.ts';
import { at, isMap, readPlainText, readText, refuseKey, refuseKind } from './reader.ts';
import { readSettings } from './settings.ts';
import type { Inherited } from './settings.ts';
import type { IncludeTasks, LoadedTasks, TaskNode } from './task.ts';

/** Reads the file of `import_tasks`: everything that stands beside it holds for each of its tasks. */
export async function readImport<Node>(
  file: LoadedFile,
  path: Path,
  above: Inherited,
  readAll: (imported: LoadedFile, under: Inherited) => Promise<readonly Node[]>,
): Promise<readonly Node[]> {
  const key = keyOf(file, path, 'import_tasks');
  checkKeys(file, path, mapAt(file, path), 'import', [key, 'loop', 'loop_control', 'register']);
  for (const wrong of ['loop', 'register'] as const) {
    if (at(file, [...path, wrong]) === undefined) continue;
    const hint =
      wrong === 'loop'
        ? 'write `include_tasks`, which is read while the play runs'
        : '`register` belongs to the tasks of the file';
    refuseKey(file, [...path, wrong], 'bad-task', `\`${wrong}\` does not go with import_tasks`, hint);
  }
  const under = readSettings(file, path, above);
  // Reports show the tasks, not the import: its name is only checked.
  readText(file, [...path, 'name']);
  const where = filePath(file, [...path, key]);
  const name = readPlainText(file, where, 'it is read before the run; `include_tasks` takes templates');
  if (name === undefined) return [];
  const imported = await openNamed(file, { path: name, at: where, importer: path });
  return imported ? readAll(imported, under) : [];
}

/** Reads `include_tasks`: the file is loaded when its name is known. `apply` holds for its tasks. */
export async function readInclude(
  file: LoadedFile,
  path: Path,
  above: Inherited,
  readAll: (included: LoadedFile, under: Inherited) => Promise<readonly TaskNode[]>,
): Promise<IncludeTasks | undefined> {
  const key = keyOf(file, path, 'include_tasks');
  checkKeys(file, path, mapAt(file, path), 'include', [key]);
  const { settings, tags } = readSettings(file, path, above);
  const argument = [...path, key];
  const name = readText(file, filePath(file, argument));
  const apply = [...argument, 'apply'];
  const applied = isMap(at(file, argument)) && at(file, apply) !== undefined ? apply : undefined;
  if (applied) checkKeys(file, applied, mapAt(file, applied), 'import');
  const around: Inherited = { ...above, settings: { ...above.settings, vars: settings.vars } };
  const under = applied ? readSettings(file, applied, around) : around;
  const identity = identityOf(file, path);
  if (!name) return undefined;
  const load = keeping((wanted) =>
    loadIncluded(file, wanted, { name, id: identity.id, read: (each) => readAll(each, under) }),
  );
  const known = name.kind === 'plain' ? await load(String(name.value)) : undefined;
  if (known && 'problems' in known) file.report(...known.problems);
  return {
    kind: 'include',
    ...identity,
    ...settings,
    name: readText(file, [...path, 'name']),
    tags,
    file: name,
    loop: readLoop(file, path),
    load,
    ...(known && 'tasks' in known && { known: known.tasks }),
  };
}

async function loadIncluded(
  from: LoadedFile,
  wanted: string,
  include: {
    readonly name: TemplateValue;
    readonly id: string;
    readonly read: (file: LoadedFile) => Promise<readonly TaskNode[]>;
  },
): Promise<LoadedTasks> {
  const problems: Problem[] = [];
  const report = (...found: readonly Problem[]) => void problems.push(...found);
  const included = await openAt({ ...from, report }, wanted, {
    place: include.name.place,
    idPrefix: `${include.id} > `,
  });
  const tasks = included ? await include.read(included) : [];
  return problems.length > 0 ? { problems } : { tasks };
}

/** The same file is only loaded once. */
function keeping(load: (file: string) => Promise<LoadedTasks>): (file: string) => Promise<LoadedTasks> {
  const loaded = new Map<string, Promise<LoadedTasks>>();
  return (file) => {
    const known = loaded.get(file) ?? load(file);
    loaded.set(file, known);
    return known;
  };
}

/** `import_tasks: x.yml` and `import_tasks: { file: x.yml }`. */
function filePath(file: LoadedFile, path: Path): Path {
  const value = at(file, path);
  if (!isMap(value)) {
    if (typeof value !== 'string') refuseKind(file, path, 'the path of a file');
    return path;
  }
  for (const key of Object.keys(value)) {
    if (!['file', 'apply'].includes(key))
      refuseKey(file, [...path, key], 'unknown-key', `unknown key \`${key}\``, 'known here: `file`, `apply`');
  }
  if (value['file'] === undefined)
    refuseKey(file, path, 'missing-key', '`file` is missing here: the path of a file');
  return [...path, 'file'];
}

function keyOf(file: LoadedFile, path: Path, short: string): string {
  return Object.keys(mapAt(file, path)).find((key) => key.endsWith(short)) ?? short;
}

function mapAt(file: LoadedFile, path: Path): Readonly<Record<string, unknown>> {
  const value = at(file, path);
  return isMap(value) ? value : {};
}
