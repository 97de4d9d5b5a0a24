import { z } from 'zod';

import { COMMANDS } from '../command-line/commands.ts';
import type { Options } from '../command-line/option.ts';
import { Lab } from '../lab/schema.ts';
import { MANIFEST_HELPERS } from '../manifests/helpers.ts';
import type { Schema } from './json-schema.ts';
import { table } from './table.ts';

/** The sections of the README that are written from the code, by name. */
export function readmeSections(): ReadonlyMap<string, string> {
  return new Map([
    ...Object.entries(COMMANDS).map(([name, { options }]) => [`lab ${name}`, optionsTable(options)] as const),
    ['lab.yml', table(['key', 'value', 'meaning'], keyRows(z.toJSONSchema(Lab) as Schema))],
    ['helpers', helpersTable()],
  ]);
}

/** A text with the sections put between their marks. @throws {RangeError} when a mark is missing */
export function fillSections(text: string, sections: ReadonlyMap<string, string>): string {
  let filled = text;
  for (const [name, section] of sections) {
    const [begin, end] = [`<!-- begin: ${name} -->`, `<!-- end: ${name} -->`];
    const [from, to] = [filled.indexOf(begin), filled.indexOf(end)];
    if (from === -1 || to < from) throw new RangeError(`the README has no section ${name}`);
    filled = `${filled.slice(0, from + begin.length)}\n\n${section}\n\n${filled.slice(to)}`;
  }
  return filled;
}

/** The options of a command, a row each. */
export function optionsTable(options: Options): string {
  const rows = Object.entries(options).map(([name, { placeholder, short, summary, fallback }]) => [
    `\`${short === undefined ? '' : `-${short}, `}--${name}${placeholder === undefined ? '' : ` ${placeholder}`}\``,
    placeholder !== undefined && (typeof fallback === 'string' || typeof fallback === 'number')
      ? `${summary} (${fallback})`
      : summary,
  ]);
  return table(['option', 'meaning'], rows);
}

function helpersTable(): string {
  const rows = [...MANIFEST_HELPERS.values()].map(({ signature, summary }) => [
    `\`{{${signature}}}\``,
    summary,
  ]);
  return table(['helper', 'what comes back'], rows);
}

function keyRows(schema: Schema, prefix = ''): readonly (readonly string[])[] {
  const inner = schema.additionalProperties;
  const named = typeof inner === 'object' ? [['NAME', inner] as const] : [];
  return [...Object.entries(schema.properties ?? {}), ...named].flatMap(([key, value]) => [
    [`\`${prefix}${key}\``, valueText(value), value.description ?? ''],
    ...keyRows(value, `${prefix}${key}.`),
  ]);
}

function valueText({ type, items, enum: words, anyOf, const: only, minimum, maximum }: Schema): string {
  if (words) return words.map((word) => `\`${String(word)}\``).join(', ');
  if (anyOf) return anyOf.map(valueText).join(' or ');
  if (only !== undefined) return `\`${JSON.stringify(only)}\``;
  if (type === 'array') return `list of ${items ? valueText(items) : 'anything'}`;
  if (type === 'integer') return `${String(minimum)} to ${String(maximum)}`;
  return type === 'object' ? 'map' : 'text';
}
