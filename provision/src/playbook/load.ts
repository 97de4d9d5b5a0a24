import type { Path } from '../source/document.ts';
import { arrangeProblems } from '../source/problem.ts';
import type { Problem } from '../source/problem.ts';
import type { SourceFiles } from '../source/read.ts';
import type { LoadedFile, Loading } from './loading.ts';
import type { Modules } from './modules.ts';
import { openNamed, openRoot } from './open-file.ts';
import type { Play, Playbook } from './play.ts';
import { checkImportKeys, readPlay } from './read-play.ts';
import { at, isMap, readPlainText, readText, refuse, refuseKind } from './reader.ts';
import { NO_SETTINGS, readSettings } from './settings.ts';
import type { Inherited } from './settings.ts';

/**
 * Loads a playbook with every file that it imports. Every problem of every file comes at once; `playbook` is what could
 * be read, so that planning finds its own problems in the same pass: it may only run where there are none. It is
 * undefined where the file itself cannot be read.
 */
export async function loadPlaybook(options: {
  /** As the user named it. */
  readonly file: string;
  readonly files: SourceFiles;
  readonly modules: Modules;
  /** The values of lab.yml: no variable may have one of their names. */
  readonly lab: Readonly<Record<string, unknown>>;
}): Promise<{ playbook: Playbook | undefined; problems: readonly Problem[] }> {
  const problems: Problem[] = [];
  const loading: Loading = {
    files: options.files,
    modules: options.modules,
    labNames: new Set(Object.keys(options.lab)),
    report: (...found) => void problems.push(...found),
  };
  const file = await openRoot(loading, options.file);
  const plays = file && (await readPlays(file, NO_SETTINGS));
  const playbook = file && plays ? { file: file.file, plays } : undefined;
  return { playbook, problems: arrangeProblems(problems) };
}

async function readPlays(file: LoadedFile, above: Inherited): Promise<readonly Play[]> {
  const list = at(file, []);
  if (!Array.isArray(list)) {
    const what = isMap(list) && ('hosts' in list || 'tasks' in list) ? 'begin the play with `- `' : undefined;
    refuse(file, [], 'wrong-type', 'a playbook is a list of plays', what);
    return [];
  }
  const plays: Play[] = [];
  for (const [index, map] of list.entries()) {
    const path = [index];
    if (!isMap(map)) {
      refuseKind(file, path, 'a play (a map)');
      continue;
    }
    const key = Object.keys(map).find((each) => /^(ansible\.builtin\.)?import_playbook$/.test(each));
    if (key === undefined) plays.push(await readPlay(file, path, above));
    else plays.push(...(await importPlays(file, path, key, above)));
  }
  return plays;
}

async function importPlays(
  file: LoadedFile,
  path: Path,
  key: string,
  above: Inherited,
): Promise<readonly Play[]> {
  checkImportKeys(file, path, key);
  const under = readSettings(file, path, above);
  // Reports show the plays, not the import: its name is only checked.
  readText(file, [...path, 'name']);
  const where = [...path, key];
  const name = readPlainText(file, where, 'playbooks are read before the run');
  const imported =
    name === undefined ? undefined : await openNamed(file, { path: name, at: where, importer: path });
  return imported ? readPlays(imported, under) : [];
}
