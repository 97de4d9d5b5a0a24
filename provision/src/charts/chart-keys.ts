/** What a chart takes under a key. `any`: its default is null, or it stands in a comment alone. */
export const VALUE_TYPES = ['text', 'number', 'boolean', 'list', 'map', 'any'] as const;
export type ValueType = (typeof VALUE_TYPES)[number];

/** A key of a chart's values. */
export interface ChartKey {
  readonly types: readonly ValueType[];
  /** Of a map whose keys are known. A map without them is free: labels, resources of Kubernetes, settings passed on. */
  readonly keys?: ChartKeys;
}
export type ChartKeys = ReadonlyMap<string, ChartKey>;

/** The keys of a chart in one version. */
export interface Chart {
  readonly name: string;
  readonly version: string;
  readonly keys: ChartKeys;
}

const INDENT = ' ';

/**
 * Charts as text: a line `= NAME VERSION`, then a line for each key, one space deeper than the map that it is in, with its
 * types behind it. A key without types is a map that has the keys below it and no others.
 *
 * @throws {Error} for a key with a space in it, which the format cannot hold
 */
export function writeCharts(charts: readonly Chart[]): string {
  return charts
    .map(({ name, version, keys }) => `= ${name} ${version}\n${linesOf(keys, '').join('\n')}\n`)
    .join('');
}

function linesOf(keys: ChartKeys, indent: string): readonly string[] {
  const sorted = [...keys].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return sorted.flatMap(([name, { types, keys: below }]) => {
    if (/\s/.test(name)) throw new Error(`a key with a space in it: ${name}`);
    return below
      ? [`${indent}${name}`, ...linesOf(below, indent + INDENT)]
      : [`${indent}${name} ${types.join('|')}`];
  });
}

/** Reads what `writeCharts` wrote. @throws {Error} for anything else */
export function readCharts(text: string): readonly Chart[] {
  const charts: { name: string; version: string; keys: Map<string, ChartKey> }[] = [];
  let open: Map<string, ChartKey>[] = [];
  for (const line of text.split('\n').filter((each) => each !== '')) {
    const heading = /^= (\S+) (\S+)$/.exec(line);
    if (heading) {
      const [, name = '', version = ''] = heading;
      charts.push({ name, version, keys: new Map() });
      open = [charts.at(-1)?.keys ?? new Map<string, ChartKey>()];
      continue;
    }
    const [, indent = '', name, types] = /^( *)(\S+)(?: (\S+))?$/.exec(line) ?? [];
    const parent = open[indent.length];
    if (name === undefined || parent === undefined) throw new Error(`this is no key of a chart: ${line}`);
    const below = types === undefined ? new Map<string, ChartKey>() : undefined;
    parent.set(name, { types: below ? ['map'] : typesOf(types ?? ''), ...(below && { keys: below }) });
    open = [...open.slice(0, indent.length + 1), ...(below ? [below] : [])];
  }
  return charts;
}

function typesOf(text: string): readonly ValueType[] {
  return text.split('|').map((each) => {
    const found = VALUE_TYPES.find((type) => type === each);
    if (!found) throw new Error(`this is no type of a value: ${each}`);
    return found;
  });
}
