import { plainValue } from '../expression/template-value.ts';
import { placeOf, placeOfKey } from '../source/document.ts';
import type { Path } from '../source/document.ts';
import { suggest } from '../source/nearest.ts';
import { LOOP_CONTROL } from './keywords.ts';
import {
  at,
  isMap,
  readBoolean,
  readCondition,
  readName,
  readNumber,
  readPlainText,
  readTemplate,
  readText,
  refuse,
  refuseKey,
  refuseKind,
} from './reader.ts';
import type { Reader } from './reader.ts';
import type { Loop, Until } from './task.ts';

/** `loop` and `loop_control` of a task; undefined where it does not loop. */
export function readLoop(reader: Reader, task: Path): Loop | undefined {
  const path = [...task, 'loop'];
  const control = [...task, 'loop_control'];
  const items = at(reader, path);
  if (items === undefined) {
    if (at(reader, control) !== undefined) {
      refuseKey(reader, control, 'bad-task', '`loop_control` stands without `loop`');
    }
    return undefined;
  }
  if (!Array.isArray(items) && !(typeof items === 'string' && items.includes('{{'))) {
    refuseKind(reader, path, 'a list, or a template that gives one');
  }
  checkControl(reader, control);
  const nameOf = (key: string): string | undefined => {
    const name = readPlainText(reader, [...control, key], 'names are known before the run');
    return name === undefined ? undefined : readName(reader, name, placeOf(reader.source, [...control, key]));
  };
  const pause = readNumber(reader, [...control, 'pause']);
  const extended = readBoolean(reader, [...control, 'extended']);
  return {
    items: readTemplate(reader, path) ?? plainValue([], placeOfKey(reader.source, path)),
    variable: nameOf('loop_var') ?? 'item',
    indexVariable: nameOf('index_var'),
    label: readText(reader, [...control, 'label']),
    pauseMs: pause?.kind === 'plain' ? Number(pause.value) * 1000 : 0,
    isExtended: extended?.kind === 'plain' && extended.value === true,
  };
}

function checkControl(reader: Reader, path: Path): void {
  const control = at(reader, path);
  if (control === undefined) return;
  if (!isMap(control)) return refuseKind(reader, path, 'a map');
  const known = LOOP_CONTROL.map(({ name }) => name);
  for (const key of Object.keys(control)) {
    if (known.includes(key)) continue;
    const isOurs = key === 'break_when' || key === 'extended_allitems';
    const message = isOurs ? `\`${key}\` is not built` : `unknown key \`${key}\``;
    const hint = isOurs ? 'choose the items of `loop` beforehand' : suggest(key, known);
    refuseKey(reader, [...path, key], isOurs ? 'not-built' : 'unknown-key', message, hint);
  }
  for (const key of ['pause', 'extended'] as const) {
    const value = control[key];
    if (typeof value === 'string' && value.includes('{{')) {
      refuse(reader, [...path, key], 'bad-value', 'no template may stand here: it is known before the run');
    }
  }
}

/** `until`, `retries` and `delay` of a task; undefined where it is tried once. */
export function readUntil(reader: Reader, task: Path): Until | undefined {
  const condition = readCondition(reader, [...task, 'until']);
  const retries = readNumber(reader, [...task, 'retries']);
  const delay = readNumber(reader, [...task, 'delay']);
  if (!condition && !retries) {
    if (delay)
      refuseKey(reader, [...task, 'delay'], 'bad-task', '`delay` stands without `until` or `retries`');
    return undefined;
  }
  const place = placeOf(reader.source, task);
  return {
    condition,
    retries: retries ?? plainValue(DEFAULT_RETRIES, place),
    delay: delay ?? plainValue(DEFAULT_DELAY_SECONDS, place),
  };
}

// Ansible's defaults.
const DEFAULT_RETRIES = 3;
const DEFAULT_DELAY_SECONDS = 5;
