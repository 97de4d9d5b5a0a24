import { plainValue } from '../expression/template-value.ts';
import { placeOf, placeOfKey } from '../source/document.ts';
import type { Path } from '../source/document.ts';
import type { Problem } from '../source/problem.ts';
import { problem } from '../source/problem.ts';
import { checkKeys } from './check-keys.ts';
import type { LoadedFile } from './loading.ts';
import { identityOf } from './loading.ts';
import type { Play } from './play.ts';
import { readHandlers, readTasks } from './read-tasks.ts';
import {
  at,
  isMap,
  itemPaths,
  readBoolean,
  readPlainText,
  readTemplate,
  readText,
  refuse,
  refuseKey,
  refuseKind,
} from './reader.ts';
import { NO_SETTINGS, readSettings } from './settings.ts';
import type { Inherited } from './settings.ts';
import type { Handler } from './task.ts';
import { readVarsFiles } from './vars-files.ts';

/** Reads a play. `above` is what an `import_playbook` around it sets. */
export async function readPlay(file: LoadedFile, path: Path, above: Inherited = NO_SETTINGS): Promise<Play> {
  const map = at(file, path);
  checkKeys(file, path, isMap(map) ? map : {}, 'play');
  const read = readSettings(file, path, above);
  // The play's own variables stand apart: they are lower than those of blocks and tasks.
  const settings = { ...read.settings, vars: above.settings.vars };
  const own = read.settings.vars.slice(above.settings.vars.length).at(0);
  const inherited: Inherited = { settings, tags: read.tags };
  const key = (name: string): Path => [...path, name];
  checkStrategy(file, key('strategy'));
  const handlers = await readHandlers(file, key('handlers'), inherited);
  file.report(...handlersOfOneName(handlers));
  return {
    ...identityOf(file, path),
    name: readText(file, key('name')),
    tags: read.tags,
    hosts: readHosts(file, path),
    gatherFacts: readBoolean(file, key('gather_facts')) ?? plainValue(true, placeOf(file.source, path)),
    settings,
    serial: readSerial(file, key('serial')),
    isLocal: readConnection(file, key('connection')),
    vars: own ?? new Map(),
    varsFiles: await readVarsFiles(file, path),
    anyErrorsFatal: settings.anyErrorsFatal,
    preTasks: await readTasks(file, key('pre_tasks'), inherited),
    tasks: await readTasks(file, key('tasks'), inherited),
    postTasks: await readTasks(file, key('post_tasks'), inherited),
    handlers,
  };
}

function readHosts(file: LoadedFile, play: Path): Play['hosts'] {
  const path = [...play, 'hosts'];
  const value = at(file, path);
  const place = placeOfKey(file.source, path);
  if (value === undefined) {
    refuse(
      file,
      play,
      'missing-key',
      '`hosts` is missing here: the machines that the play is for',
      'all machines: hosts: all',
    );
    return plainValue('all', place);
  }
  if (typeof value !== 'string' && !Array.isArray(value)) {
    refuseKind(file, path, 'a pattern of hosts');
    return plainValue('all', place);
  }
  return readTemplate(file, path) ?? plainValue('all', place);
}

function readSerial(file: LoadedFile, path: Path): readonly (number | string)[] {
  return itemPaths(file, path).flatMap((each): readonly (number | string)[] => {
    const value = at(file, each);
    if (typeof value === 'number' && Number.isInteger(value) && value > 0) return [value];
    if (typeof value === 'string' && /^\d+$/.test(value) && Number(value) > 0) return [Number(value)];
    if (typeof value === 'string' && /^([1-9]\d?|100)(\.\d+)?%$/.test(value)) return [value];
    const hint = 'such as 1, or "30%", or a list of them';
    refuse(file, each, 'bad-value', 'expected how many machines at once', hint);
    return [];
  });
}

function readConnection(file: LoadedFile, path: Path): boolean {
  const value = readPlainText(file, path, 'it is known before the run');
  if (value !== undefined && value !== 'local' && value !== 'ssh') {
    refuse(file, path, 'bad-value', `expected "ssh" or "local", this is ${JSON.stringify(value)}`);
  }
  return value === 'local';
}

function checkStrategy(file: LoadedFile, path: Path): void {
  const value = at(file, path);
  if (value === undefined || value === 'linear' || value === 'ansible.builtin.linear') return;
  const hint =
    'leave it away: machines run side by side, task by task; `throttle` and `serial` hold them back';
  refuse(file, path, 'not-built', `the strategy ${JSON.stringify(value)} is not built`, hint);
}

function handlersOfOneName(handlers: readonly Handler[]): readonly Problem[] {
  const seen = new Map<unknown, Handler>();
  return handlers.flatMap((handler) => {
    const name = handler.name?.kind === 'plain' ? handler.name.value : undefined;
    const first = name === undefined ? undefined : seen.get(name);
    seen.set(name, first ?? handler);
    if (!first) return [];
    const message = `there are two handlers named \`${String(name)}\``;
    return [problem('duplicate-key', message, handler.place, 'several can `listen` to one name')];
  });
}

/** Reports the keys of a map that do not go with `import_playbook`. */
export function checkImportKeys(file: LoadedFile, path: Path, key: string): void {
  const map = at(file, path);
  const known = [key, 'name', 'vars', 'tags', 'when', 'become', 'become_user', 'environment'];
  for (const each of Object.keys(isMap(map) ? map : {})) {
    if (!known.includes(each)) {
      refuseKey(file, [...path, each], 'unknown-key', `unknown key \`${each}\` beside import_playbook`);
    }
  }
}
