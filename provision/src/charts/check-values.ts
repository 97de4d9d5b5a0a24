import { problemAt, problemAtKey } from '../source/document.ts';
import type { Path, Sourced } from '../source/document.ts';
import { kindOf } from '../source/issue-text.ts';
import { nearest, suggest } from '../source/nearest.ts';
import type { Problem } from '../source/problem.ts';
import { valueAt } from '../source/schema-problems.ts';
import type { Chart, ChartKey, ChartKeys, ValueType } from './chart-keys.ts';

/** What is wrong with values for a chart: keys that it does not have, values of another type. `below`: where they begin. */
export function chartValueProblems(chart: Chart, source: Sourced, below: Path = []): readonly Problem[] {
  const values = valueAt(source.value, below);
  return isMap(values) ? mapProblems(chart.keys, values, { chart, source, path: below, below }) : [];
}

interface Place {
  readonly chart: Chart;
  readonly source: Sourced;
  readonly path: Path;
  readonly below: Path;
}

function mapProblems(
  known: ChartKeys,
  values: Readonly<Record<string, unknown>>,
  place: Place,
): readonly Problem[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const path = [...place.path, key];
    const found = known.get(key);
    if (!found) return [unknownKey(key, Object.keys(values), { ...place, path }, known)];
    if (found.keys && isMap(value)) return mapProblems(found.keys, value, { ...place, path });
    return isOfType(found, value) ? [] : [wrongType(found, value, { ...place, path })];
  });
}

function unknownKey(
  key: string,
  given: readonly string[],
  { chart, source, path }: Place,
  known: ChartKeys,
): Problem {
  const message = `the chart ${chart.name} ${chart.version} has no value \`${key}\` here`;
  const others = [...known.keys()].filter((each) => !given.includes(each));
  const near = nearest(key, others) ?? nearest(key, known.keys());
  const elsewhere = pathsTo(key, known);
  const hint =
    near !== undefined
      ? `did you mean \`${near}\`?`
      : elsewhere.length > 0 && elsewhere.length <= MANY
        ? `it has ${elsewhere.map((each) => `\`${each}\``).join(', ')}`
        : suggest(key, others);
  return problemAtKey(source, path, 'unknown-key', message, hint);
}

/** More places than these are no hint. */
const MANY = 3;

/** Where further down a key of this name stands, as paths with dots. */
function pathsTo(wanted: string, keys: ChartKeys, above = ''): readonly string[] {
  return [...keys].flatMap(([name, { keys: below }]) => [
    ...(name === wanted ? [`${above}${name}`] : []),
    ...(below ? pathsTo(wanted, below, `${above}${name}.`) : []),
  ]);
}

function wrongType(
  { types }: ChartKey,
  value: unknown,
  { chart: { name, version }, source, path }: Place,
): Problem {
  const expected = types.map((type) => TYPE_NAMES[type]).join(' or ');
  const message = `the chart ${name} ${version} takes ${expected} here, this is ${kindOf(value)}`;
  return problemAt(source, path, 'wrong-type', message);
}

const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  text: 'text',
  number: 'a number',
  boolean: 'true or false',
  list: 'a list',
  map: 'a map',
  any: 'anything',
};

function isOfType({ types }: ChartKey, value: unknown): boolean {
  return types.some((type) => {
    switch (type) {
      case 'text':
        return typeof value === 'string';
      case 'number':
        return typeof value === 'number';
      case 'boolean':
        return typeof value === 'boolean';
      case 'list':
        return Array.isArray(value);
      case 'map':
        return isMap(value);
      case 'any':
        return true;
    }
  });
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
