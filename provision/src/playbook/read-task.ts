import type { TemplateValue } from '../expression/template-value.ts';
import { placeOf } from '../source/document.ts';
import type { Path } from '../source/document.ts';
import { findModule } from './find-module.ts';
import type { LoadedFile } from './loading.ts';
import { identityOf } from './loading.ts';
import { readArguments } from './module-arguments.ts';
import { readLoop, readUntil } from './read-loop.ts';
import {
  isMap,
  itemPaths,
  readCondition,
  readName,
  readPlainText,
  readText,
  readWords,
  at,
  refuseKind,
} from './reader.ts';
import { readSettings } from './settings.ts';
import type { Inherited } from './settings.ts';
import type { Handler, Task } from './task.ts';
import { templateFileUses } from './template-file.ts';

/** Reads one module call. Undefined where it names no module that is there; what is wrong was reported. */
export async function readTask(
  file: LoadedFile,
  path: Path,
  above: Inherited,
  level: 'task' | 'handler' = 'task',
): Promise<Task | undefined> {
  const map = at(file, path);
  if (!isMap(map)) return refuseKind(file, path, 'a task (a map)');
  const found = await findModule(file, path, map, { level, modules: file.loading.modules });
  const { settings, tags } = readSettings(file, path, above);
  const common = {
    ...identityOf(file, path),
    ...settings,
    kind: 'task' as const,
    name: readText(file, [...path, 'name']),
    tags,
    loop: readLoop(file, path),
    until: readUntil(file, path),
    register: readRegister(file, [...path, 'register']),
    changedWhen: readCondition(file, [...path, 'changed_when']),
    failedWhen: readCondition(file, [...path, 'failed_when']),
    notify: readNotify(file, [...path, 'notify']),
  };
  if (!found) return undefined;
  const { args, conditionArgs } = readArguments(file, path, found);
  const templateUses = await templateFileUses(file, found.module, args);
  return { ...common, module: found.module, args, conditionArgs, templateUses };
}

/** Reads a handler: a task with `listen`. */
export async function readHandler(
  file: LoadedFile,
  path: Path,
  above: Inherited,
): Promise<Handler | undefined> {
  const task = await readTask(file, path, above, 'handler');
  const why = 'handlers are known before the run';
  const listen = readWords(file, [...path, 'listen'], { isSplit: false, why });
  return task && { ...task, listen };
}

function readRegister(file: LoadedFile, path: Path): string | undefined {
  const name = readPlainText(file, path, 'names are known before the run');
  return name === undefined ? undefined : readName(file, name, placeOf(file.source, path));
}

function readNotify(file: LoadedFile, path: Path): readonly TemplateValue[] {
  return itemPaths(file, path).flatMap((each) => readText(file, each) ?? []);
}
