import { parseCondition } from '../expression/condition.ts';
import type { Condition } from '../expression/condition.ts';
import { isPlain, parseTemplateValue } from '../expression/template-value.ts';
import type { TemplateEntry, TemplateValue } from '../expression/template-value.ts';
import type { Module } from '../modules/module.ts';
import { placeOf, placeOfKey } from '../source/document.ts';
import type { Path, Sourced } from '../source/document.ts';
import { schemaProblems } from '../source/schema-problems.ts';
import { isFreeForm } from './free-form.ts';
import type { FoundModule } from './find-module.ts';
import { at, isMap, readName, refuse, refuseKey, refuseKind } from './reader.ts';
import type { Reader } from './reader.ts';

/** A module's arguments as a task has them. */
export interface ModuleArguments {
  readonly args: TemplateValue;
  readonly conditionArgs: ReadonlyMap<string, Condition>;
}

/** Where an argument of the schema is written: an alias, a free form and `args:` stand elsewhere than under its name. */
interface Written {
  readonly name: string;
  readonly path: Path;
}

/** Reads a task's arguments: names always checked, values where no template is in them. */
export function readArguments(reader: Reader, task: Path, { module, key }: FoundModule): ModuleArguments {
  const beside = readMap(reader, [...task, 'args'], module);
  const own = readOwn(reader, [...task, key], module);
  const written = [...(beside ?? []), ...(own ?? [])];
  const entries: TemplateEntry[] = [];
  const conditionArgs = new Map<string, Condition>();
  const values = new Map<
    string,
    { readonly path: Path; readonly value: unknown; readonly isChecked: boolean }
  >();
  for (const { name, path } of written) {
    if (values.has(name)) {
      refuseKey(reader, path, 'duplicate-key', `the argument \`${name}\` stands twice, under two names`);
      continue;
    }
    const raw = at(reader, path);
    if (module.conditions?.includes(name)) {
      const { condition, problems } = parseCondition(reader.source, path);
      reader.report(...problems);
      conditionArgs.set(name, condition);
      values.set(name, { path, value: Array.isArray(raw) ? raw : [raw], isChecked: true });
      continue;
    }
    const isVerbatim = module.verbatim?.includes(name) === true;
    const { value, problems } = parseTemplateValue(reader.source, path, { isVerbatim });
    reader.report(...problems);
    if (isVerbatim) checkVerbatim(reader, name, path);
    checkMode(reader, name, path);
    if (module.name === 'set_fact') readName(reader, name, placeOfKey(reader.source, path));
    entries.push({ key: name, keyPlace: placeOfKey(reader.source, path), value });
    values.set(name, { path, value: raw, isChecked: isPlain(value) });
  }
  // What is missing from arguments that could not be read would only follow from that.
  if (own && beside) checkValues(reader, module, [...task, key], values);
  return { args: { kind: 'map', entries, place: placeOf(reader.source, [...task, key]) }, conditionArgs };
}

/** The arguments under the module's key; undefined where they are no arguments. */
function readOwn(reader: Reader, path: Path, module: Module): readonly Written[] | undefined {
  const value = at(reader, path);
  if (value === null) return [];
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
    return isFreeForm(reader, path, String(value), module) && module.freeForm !== undefined
      ? [{ name: module.freeForm, path }]
      : undefined;
  }
  return readMap(reader, path, module);
}

function readMap(reader: Reader, path: Path, module: Module): readonly Written[] | undefined {
  const value = at(reader, path);
  if (value === undefined || value === null) return [];
  if (!isMap(value)) return refuseKind(reader, path, 'a map of arguments');
  const aliases = module.aliases ?? {};
  return Object.keys(value).map((key) => ({
    name: (Object.hasOwn(aliases, key) ? aliases[key] : undefined) ?? key,
    path: [...path, key],
  }));
}

/** An argument that is a name or a path takes no braces, however much it looks like all the others. */
function checkVerbatim(reader: Reader, name: string, path: Path): void {
  const value = at(reader, path);
  if (typeof value !== 'string' || !value.includes('{{')) return;
  const inner = /^\s*\{\{\s*(.*?)\s*\}\}\s*$/.exec(value)?.[1];
  const hint = inner === undefined ? undefined : `leave the braces away: ${name}: ${inner}`;
  refuse(reader, path, 'bad-value', `\`${name}\` is taken as it is written`, hint);
}

/** YAML reads an unquoted 0644 as the number 644, which is another mode. */
function checkMode(reader: Reader, name: string, path: Path): void {
  const value = at(reader, path);
  if (!/(^|_)mode$/.test(name) || typeof value !== 'number') return;
  const written = reader.source.find(path).written ?? String(value);
  const digits = written.replace(/^0o?/i, '');
  const message = `a mode without quotes is a decimal number to YAML: ${written}`;
  refuse(reader, path, 'unquoted-mode', message, `write it in quotes: "0${digits}"`);
}

/** What the module's own schema says, less what it says about values that are only known when they are rendered. */
function checkValues(
  reader: Reader,
  module: Module,
  start: Path,
  values: ReadonlyMap<string, { readonly path: Path; readonly value: unknown; readonly isChecked: boolean }>,
): void {
  const plain = Object.fromEntries([...values].map(([name, { value }]) => [name, value]));
  const result = module.args.safeParse(plain);
  if (result.success) return;
  const source: Sourced = {
    value: plain,
    find: ([name, ...rest]) => {
      const own = values.get(String(name));
      const found = reader.source.find(own ? [...own.path, ...rest] : start);
      return { ...found, depth: own ? 1 + rest.length : 0 };
    },
  };
  const issues = result.error.issues.filter(({ path, code }) => {
    const argument = values.get(String(path[0]));
    if (!argument) return true;
    const isMode = typeof argument.value === 'number' && /(^|_)mode$/.test(String(path[0]));
    return !isMode && (argument.isChecked || code === 'unrecognized_keys');
  });
  reader.report(...schemaProblems({ issues }, module.args, source));
}
