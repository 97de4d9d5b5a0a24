import type { Module } from '../modules/module.ts';
import type { Path } from '../source/document.ts';
import { nearest, suggest } from '../source/nearest.ts';
import type { Level } from './keyword.ts';
import { keywordsOf } from './keywords.ts';
import type { Modules } from './modules.ts';
import { NOT_BUILT_MODULES, notBuiltKeyword } from './not-built.ts';
import { refuse, refuseKey } from './reader.ts';
import type { Reader } from './reader.ts';

/** The module of a task, and the key under which its arguments stand. */
export interface FoundModule {
  readonly module: Module;
  readonly key: string;
}

/** Finds the one module that a task names, and reports every key that is neither a module nor a keyword. */
export async function findModule(
  reader: Reader,
  path: Path,
  task: Readonly<Record<string, unknown>>,
  options: { readonly level: Level; readonly modules: Modules },
): Promise<FoundModule | undefined> {
  const keywords = keywordsOf(options.level);
  const found: FoundModule[] = [];
  const unknown: string[] = [];
  let isExplained = false;
  for (const key of Object.keys(task)) {
    if (keywords.includes(key)) continue;
    const refused = notBuiltKeyword(key) ?? misplaced(key, options.level);
    if (refused) {
      refuseKey(reader, [...path, key], 'not-built', refused.message, refused.hint);
      isExplained ||= ACTIONS.includes(key);
      continue;
    }
    const module = await options.modules.load(key);
    if (module) found.push({ module, key });
    else unknown.push(key);
  }
  const [first, second] = found;
  for (const key of unknown) {
    isExplained = true;
    reportUnknown(reader, [...path, key], key, {
      keywords,
      modules: options.modules.names,
      hasModule: first !== undefined,
    });
  }
  if (second && first) {
    const message = `a task has one module: this one has \`${first.key}\` and \`${second.key}\``;
    refuseKey(reader, [...path, second.key], 'bad-task', message, 'make two tasks of it; `-` begins one');
  }
  if (!first && !isExplained) refuse(reader, path, 'bad-task', 'this task names no module');
  return first;
}

/** Keys that stand in a module's place. */
const ACTIONS: readonly string[] = ['local_action', 'action', 'include'];

function misplaced(key: string, level: Level): { message: string; hint: string } | undefined {
  if (key === 'listen' && level === 'task')
    return { message: '`listen` belongs to handlers', hint: 'tasks `notify`' };
  return undefined;
}

function reportUnknown(
  reader: Reader,
  path: Path,
  key: string,
  {
    keywords,
    modules,
    hasModule,
  }: { keywords: readonly string[]; modules: readonly string[]; hasModule: boolean },
): void {
  const short = key.replace(/^\w+\.\w+\./, '');
  if (Object.hasOwn(NOT_BUILT_MODULES, short)) {
    return refuseKey(
      reader,
      path,
      'not-built',
      `the module \`${key}\` is not built`,
      NOT_BUILT_MODULES[short],
    );
  }
  const keyword = nearest(key, keywords);
  if (hasModule || (keyword !== undefined && nearest(key, [...keywords, ...modules]) === keyword)) {
    return refuseKey(reader, path, 'unknown-key', `unknown key \`${key}\``, hintFor(key, keywords));
  }
  return refuseKey(reader, path, 'unknown-module', `unknown module \`${key}\``, hintFor(short, modules));
}

function hintFor(key: string, known: readonly string[]): string | undefined {
  const hint = suggest(key, known);
  return hint?.startsWith('did') === true ? hint : undefined;
}
