import type { ChartKey, ChartKeys, ValueType } from './chart-keys.ts';
import { freeMap } from './free-map.ts';

/** The parts of a values.schema.json (JSON Schema) that say which keys there are, and of which type. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
}

/** The keys of a values.schema.json. */
export function keysOfSchema(text: string): ChartKeys {
  const root = JSON.parse(text) as Schema;
  return keysOf(resolve(root, root), root);
}

function keysOf({ properties = {} }: Schema, root: Schema): ChartKeys {
  return new Map(
    Object.entries(properties).map(([name, each]) => [name, keyOf(name, resolve(each, root), root)]),
  );
}

function keyOf(name: string, schema: Schema, root: Schema): ChartKey {
  const types = typesOf(schema);
  if (!types.includes('map')) return { types: types.length === 0 ? ['any'] : types };
  const isClosed = schema.properties !== undefined && types.length === 1;
  return freeMap(name) ?? (isClosed ? { types, keys: keysOf(schema, root) } : { types });
}

function resolve(schema: Schema, root: Schema): Schema {
  const [, name] = /^#\/\$defs\/(.+)$/.exec(schema.$ref ?? '') ?? [];
  return name === undefined ? schema : (root.$defs?.[name] ?? {});
}

/** Null is left out: a value that is null takes a key away, before a chart sees it. */
function typesOf({ type, anyOf = [], oneOf = [] }: Schema): readonly ValueType[] {
  const own = type === undefined ? [] : [type].flat();
  const all = [...own.flatMap((each) => TYPES[each] ?? []), ...[...anyOf, ...oneOf].flatMap(typesOf)];
  return [...new Set(all)];
}

const TYPES: Readonly<Record<string, ValueType>> = {
  string: 'text',
  integer: 'number',
  number: 'number',
  boolean: 'boolean',
  array: 'list',
  object: 'map',
};
