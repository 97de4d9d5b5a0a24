import { parseCondition } from '../expression/condition.ts';
import type { Condition } from '../expression/condition.ts';
import { readSwitch } from '../expression/switch.ts';
import { parseTemplateValue, plainValue } from '../expression/template-value.ts';
import type { TemplateValue } from '../expression/template-value.ts';
import type { ProblemCode } from '../source/codes.ts';
import { placeOf, placeOfKey } from '../source/document.ts';
import type { Path, Sourced } from '../source/document.ts';
import { kindOf } from '../source/issue-text.ts';
import { problem } from '../source/problem.ts';
import type { Place, Problem } from '../source/problem.ts';
import { valueAt } from '../source/schema-problems.ts';
import type { Variables } from './task.ts';
import { variableNameProblem } from './variable-name.ts';

/** Reads the parts of one file; what is wrong goes to `report`, and reading goes on. */
export interface Reader {
  readonly file: string;
  readonly source: Sourced;
  /** Names of the values of lab.yml, which nothing may hide. */
  readonly labNames: ReadonlySet<string>;
  readonly report: (...problems: readonly Problem[]) => void;
}

/** The value at a path; undefined where there is none. */
export function at(reader: Reader, path: Path): unknown {
  return valueAt(reader.source.value, path);
}

/** Reports a problem with the value at a path. */
export function refuse(
  reader: Reader,
  path: Path,
  code: ProblemCode,
  message: string,
  hint?: string,
): undefined {
  reader.report(problem(code, message, placeOf(reader.source, path), hint));
}

/** Reports a problem with the key at a path. */
export function refuseKey(
  reader: Reader,
  path: Path,
  code: ProblemCode,
  message: string,
  hint?: string,
): undefined {
  reader.report(problem(code, message, placeOfKey(reader.source, path), hint));
}

/** Reports that the value at a path is of another kind than `expected`. */
export function refuseKind(reader: Reader, path: Path, expected: string): undefined {
  return refuse(reader, path, 'wrong-type', `expected ${expected}, this is ${kindOf(at(reader, path))}`);
}

/** A value with templates; undefined where there is none. */
export function readTemplate(reader: Reader, path: Path): TemplateValue | undefined {
  if (at(reader, path) === undefined) return undefined;
  const { value, problems } = parseTemplateValue(reader.source, path);
  reader.report(...problems);
  return value;
}

/** Text (a number counts), or a template. */
export function readText(reader: Reader, path: Path): TemplateValue | undefined {
  const value = at(reader, path);
  if (value === undefined) return undefined;
  if (typeof value === 'number') return plainValue(String(value), placeOf(reader.source, path));
  if (typeof value !== 'string') return refuseKind(reader, path, 'text');
  return readTemplate(reader, path);
}

/** Text that is known before the run. */
export function readPlainText(reader: Reader, path: Path, why: string): string | undefined {
  const value = at(reader, path);
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return refuseKind(reader, path, 'text');
  if (value.includes('{{')) return refuse(reader, path, 'bad-value', `no template may stand here: ${why}`);
  return value;
}

/** true, false, yes, no, on, off, or a template. */
export function readBoolean(reader: Reader, path: Path): TemplateValue | undefined {
  const value = at(reader, path);
  if (value === undefined) return undefined;
  const known = readSwitch(value);
  if (known !== undefined) return plainValue(known, placeOf(reader.source, path));
  if (isTemplate(value)) return readTemplate(reader, path);
  const hint = typeof value === 'string' ? 'yes, no, on and off are taken too' : undefined;
  const given = typeof value === 'string' ? JSON.stringify(value) : kindOf(value);
  return refuse(reader, path, 'wrong-type', `expected true or false, this is ${given}`, hint);
}

/** A number that is not negative, or a template. */
export function readNumber(reader: Reader, path: Path): TemplateValue | undefined {
  const value = at(reader, path);
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value >= 0) return plainValue(value, placeOf(reader.source, path));
  if (isTemplate(value)) return readTemplate(reader, path);
  if (typeof value === 'number') return refuse(reader, path, 'bad-value', 'must be at least 0');
  return refuseKind(reader, path, 'a number');
}

/** A condition; undefined where there is none. */
export function readCondition(reader: Reader, path: Path): Condition | undefined {
  if (at(reader, path) === undefined) return undefined;
  const { condition, problems } = parseCondition(reader.source, path);
  reader.report(...problems);
  return condition;
}

/** Words: text or a list; one text is split at its commas where `isSplit`. */
export function readWords(
  reader: Reader,
  path: Path,
  options: { readonly isSplit: boolean; readonly why: string },
): readonly string[] {
  return itemPaths(reader, path).flatMap((each) => {
    const value = at(reader, each);
    const text = typeof value === 'number' ? String(value) : readPlainText(reader, each, options.why);
    if (text === undefined) return [];
    const words = options.isSplit ? text.split(',').map((word) => word.trim()) : [text];
    return words.filter((word) => word !== '');
  });
}

/** The paths of a list's items, or the path itself for a value that stands alone. */
export function itemPaths(reader: Reader, path: Path): readonly Path[] {
  const value = at(reader, path);
  if (value === undefined) return [];
  return Array.isArray(value) ? value.map((_item, index) => [...path, index]) : [path];
}

/** Variables by name, each name checked. */
export function readVariables(reader: Reader, path: Path): Variables {
  const map = at(reader, path);
  const variables = new Map<string, TemplateValue>();
  if (map === undefined || map === null) return variables;
  if (!isMap(map)) {
    refuseKind(reader, path, 'a map of variables');
    return variables;
  }
  for (const name of Object.keys(map)) {
    readName(reader, name, placeOfKey(reader.source, [...path, name]));
    const value = readTemplate(reader, [...path, name]);
    if (value) variables.set(name, value);
  }
  return variables;
}

/** Reports a name that no variable can have. */
export function readName(reader: Reader, name: string, place: Place): string {
  const found = variableNameProblem(name, place, reader.labNames);
  if (found) reader.report(found);
  return name;
}

/** Whether a value is a map, of YAML. */
export function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return kindOf(value) === 'a map';
}

function isTemplate(value: unknown): boolean {
  return typeof value === 'string' && value.includes('{{');
}
