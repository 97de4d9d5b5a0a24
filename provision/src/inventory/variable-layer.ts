import type { z } from 'zod';

import { parseTemplateValue } from '../expression/template-value.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import type { Variables } from '../playbook/task.ts';
import { placeOfKey, problemAt, problemAtKey } from '../source/document.ts';
import type { Path, Sourced } from '../source/document.ts';
import { kindOf } from '../source/issue-text.ts';
import type { Place, Problem } from '../source/problem.ts';
import { checkSchema, valueAt } from '../source/schema-problems.ts';
import { ConnectionSettings, SETTING_ALIASES } from './schema.ts';
import { unknownSetting } from './unknown-setting.ts';

/** A variable `ansible_…` that says how a machine is reached. */
export interface Setting {
  readonly value: string | number;
  readonly place: Place;
}

type SettingName = keyof typeof ConnectionSettings.shape;
export type Settings = ReadonlyMap<SettingName, Setting>;

/** The variables of one place (a host, a group, a file): those for playbooks, and how the machine is reached. */
export interface VariableLayer {
  readonly variables: Variables;
  readonly settings: Settings;
}

/** Reads the map of variables at a path; nothing there is an empty layer. */
export function readVariableLayer(
  source: Sourced,
  path: Path,
): { layer: VariableLayer; problems: readonly Problem[] } {
  const map = valueAt(source.value, path) ?? {};
  const variables = new Map<string, TemplateValue>();
  const settings = new Map<SettingName, Setting>();
  const problems: Problem[] = [];
  if (kindOf(map) !== 'a map') {
    const message = `expected a map of variables, this is ${kindOf(map)}`;
    return { layer: { variables, settings }, problems: [problemAt(source, path, 'wrong-type', message)] };
  }
  for (const key of Object.keys(map)) {
    const at = [...path, key];
    if (key.startsWith('ansible_')) {
      const read = readSetting(source, at, key);
      if ('name' in read) settings.set(read.name, read.setting);
      else problems.push(...read.problems);
    } else {
      const parsed = parseTemplateValue(source, at);
      variables.set(key, parsed.value);
      problems.push(...parsed.problems);
    }
  }
  return { layer: { variables, settings }, problems };
}

function readSetting(
  source: Sourced,
  path: Path,
  key: string,
): { name: SettingName; setting: Setting } | { problems: readonly Problem[] } {
  const name = Object.hasOwn(SETTING_ALIASES, key) ? SETTING_ALIASES[key] : key;
  if (name === undefined || !isSettingName(name)) {
    const { message, hint } = unknownSetting(key);
    return { problems: [problemAtKey(source, path, 'unknown-setting', message, hint)] };
  }
  const value = valueAt(source.value, path);
  if (typeof value === 'string' && value.includes('{{')) {
    const message = `\`${key}\` is needed before anything is rendered: write its value without {{ }}`;
    return { problems: [problemAt(source, path, 'bad-value', message)] };
  }
  const checked = checkSchema<string | number>(
    ConnectionSettings.shape[name] as z.ZodType<string | number>,
    source,
    path,
  );
  if (checked.value === undefined) return { problems: checked.problems };
  return { name, setting: { value: checked.value, place: placeOfKey(source, path) } };
}

function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(ConnectionSettings.shape, name);
}
