import type { Path } from '../source/document.ts';
import { checkKeys } from './check-keys.ts';
import type { LoadedFile } from './loading.ts';
import { identityOf } from './loading.ts';
import { readImport, readInclude } from './read-files.ts';
import { readHandler, readTask } from './read-task.ts';
import { at, isMap, readText, refuse, refuseKey, refuseKind } from './reader.ts';
import { readSettings } from './settings.ts';
import type { Inherited } from './settings.ts';
import type { Handler, Task, TaskNode } from './task.ts';

/** Reads a list of tasks: module calls, blocks, `parallel`, imports (their tasks stand in their place) and includes. */
export async function readTasks(
  file: LoadedFile,
  path: Path,
  above: Inherited,
): Promise<readonly TaskNode[]> {
  return readList(file, path, (item, map) => readNode(file, item, map, above));
}

/** Reads a list of handlers; files may be imported into it. */
export async function readHandlers(
  file: LoadedFile,
  path: Path,
  above: Inherited,
): Promise<readonly Handler[]> {
  return readList(file, path, async (item, map) => {
    const key = fileKey(map);
    if (key === 'import_tasks') {
      return readImport(file, item, above, (imported, under) => readHandlers(imported, [], under));
    }
    if (key !== undefined || 'block' in map || 'parallel' in map) {
      const what = key ?? ('block' in map ? 'block' : 'parallel');
      refuseKey(file, [...item, what], 'not-built', `\`${what}\` among handlers is not built`, HANDLERS_HINT);
      return [];
    }
    const handler = await readHandler(file, item, above);
    if (handler && handler.name === undefined && handler.listen.length === 0) {
      refuse(file, item, 'bad-task', 'nothing can notify this handler: it has neither `name` nor `listen`');
    }
    return handler ? [handler] : [];
  });
}

const HANDLERS_HINT = 'write handlers one behind the other: they `listen` to one name together';

async function readList<Node>(
  file: LoadedFile,
  path: Path,
  readItem: (item: Path, map: Readonly<Record<string, unknown>>) => Promise<readonly Node[]>,
): Promise<readonly Node[]> {
  const list = at(file, path);
  if (list === undefined || list === null) return [];
  if (!Array.isArray(list)) {
    refuseKind(file, path, 'a list of tasks');
    return [];
  }
  const nodes: Node[] = [];
  for (const [index, map] of list.entries()) {
    const item = [...path, index];
    if (isMap(map)) nodes.push(...(await readItem(item, map)));
    else refuseKind(file, item, 'a task (a map)');
  }
  return nodes;
}

async function readNode(
  file: LoadedFile,
  path: Path,
  map: Readonly<Record<string, unknown>>,
  above: Inherited,
): Promise<readonly TaskNode[]> {
  if ('block' in map || 'rescue' in map || 'always' in map) return readBlock(file, path, map, above);
  if ('parallel' in map) return readParallel(file, path, map, above);
  const key = fileKey(map);
  if (key === 'import_tasks') {
    return readImport(file, path, above, (imported, under) => readTasks(imported, [], under));
  }
  if (key === 'include_tasks') {
    const include = await readInclude(file, path, above, (included, under) => readTasks(included, [], under));
    return include ? [include] : [];
  }
  const task = await readTask(file, path, above);
  return task ? [task] : [];
}

/** Which of the two that name a file of tasks a map is. */
function fileKey(map: Readonly<Record<string, unknown>>): 'import_tasks' | 'include_tasks' | undefined {
  const short = Object.keys(map).map((key) => key.replace(/^ansible\.(builtin|legacy)\./, ''));
  if (short.includes('import_tasks')) return 'import_tasks';
  return short.includes('include_tasks') ? 'include_tasks' : undefined;
}

async function readBlock(
  file: LoadedFile,
  path: Path,
  map: Readonly<Record<string, unknown>>,
  above: Inherited,
): Promise<readonly TaskNode[]> {
  checkKeys(file, path, map, 'block');
  if (!('block' in map)) refuse(file, path, 'bad-task', '`rescue` and `always` belong to a `block`');
  const under = readSettings(file, path, above);
  return [
    {
      kind: 'block',
      ...identityOf(file, path),
      name: readText(file, [...path, 'name']),
      tags: under.tags,
      tasks: await readTasks(file, [...path, 'block'], under),
      rescue: await readTasks(file, [...path, 'rescue'], under),
      always: await readTasks(file, [...path, 'always'], under),
    },
  ];
}

async function readParallel(
  file: LoadedFile,
  path: Path,
  map: Readonly<Record<string, unknown>>,
  above: Inherited,
): Promise<readonly TaskNode[]> {
  checkKeys(file, path, map, 'parallel');
  const under = readSettings(file, path, above);
  const nodes = await readTasks(file, [...path, 'parallel'], under);
  for (const node of nodes) {
    if (node.kind === 'task') continue;
    const message = `\`parallel\` holds single tasks, this is ${node.kind === 'include' ? 'include_tasks' : node.kind}`;
    file.report({ code: 'bad-task', message, file: node.place.file, position: node.place.position });
  }
  const tasks = nodes.filter((node): node is Task => node.kind === 'task');
  const name = readText(file, [...path, 'name']);
  return [{ kind: 'parallel', ...identityOf(file, path), name, tags: under.tags, tasks }];
}
