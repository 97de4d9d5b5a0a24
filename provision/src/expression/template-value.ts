import type { Path, Sourced } from '../source/document.ts';
import { placeOf, placeOfKey } from '../source/document.ts';
import type { Place, Problem } from '../source/problem.ts';
import { valueAt } from '../source/schema-problems.ts';
import { TEMPLATE_HELPERS } from './helpers.ts';
import { jinjaStatements } from './jinja.ts';
import { plainText } from './plain-text.ts';
import { evaluateTemplate } from './render.ts';
import { parsePlacedTemplate } from './template.ts';
import type { Template } from './template.ts';
import { templateProblems } from './template-names.ts';
import { moveProblem, placedText } from './template-text.ts';
import type { PlacedText } from './template-text.ts';

/**
 * A YAML value whose texts may hold templates, parsed once. A text that is one `{{…}}` and nothing else keeps the type of
 * its value; any other is rendered as text.
 */
export type TemplateValue =
  | { readonly kind: 'plain'; readonly value: unknown; readonly place: Place }
  | { readonly kind: 'template'; readonly template: Template; readonly place: Place }
  | { readonly kind: 'list'; readonly items: readonly TemplateValue[]; readonly place: Place }
  | { readonly kind: 'map'; readonly entries: readonly TemplateEntry[]; readonly place: Place };

/** A key is never a template. */
export interface TemplateEntry {
  readonly key: string;
  readonly keyPlace: Place;
  readonly value: TemplateValue;
}

/** A value and what is wrong with the templates in it; where something is, that part of the value is as it is written. */
export interface ParsedValue {
  readonly value: TemplateValue;
  readonly problems: readonly Problem[];
}

/** Reads the value at a path. With `isVerbatim`, nothing in it is a template. */
export function parseTemplateValue(
  source: Sourced,
  path: Path,
  options: { readonly isVerbatim?: boolean } = {},
): ParsedValue {
  const problems: Problem[] = [];
  const read = (value: unknown, at: Path): TemplateValue => {
    const place = placeOf(source, at);
    if (Array.isArray(value)) {
      const items = value.map((item: unknown, index) => read(item, [...at, index]));
      return { kind: 'list', items, place };
    }
    if (typeof value === 'object' && value !== null) {
      const entries = Object.entries(value).map(([key, item]) => {
        const below = [...at, key];
        return { key, keyPlace: placeOfKey(source, below), value: read(item, below) };
      });
      return { kind: 'map', entries, place };
    }
    if (typeof value !== 'string' || options.isVerbatim === true) return { kind: 'plain', value, place };
    const parsed = parseText(placedText(source, at, value), place);
    problems.push(...parsed.problems);
    return parsed.value;
  };
  return { value: read(valueAt(source.value, path), path), problems };
}

/** A text that may be a template. */
function parseText(source: PlacedText, place: Place): ParsedValue {
  const { text, file } = source;
  const plain = { kind: 'plain', value: text, place } as const;
  if (text.includes('{%')) {
    const statements = jinjaStatements(text, file).map((each) => moveProblem(each, source));
    if (statements.length > 0) return { value: plain, problems: statements };
  }
  if (!text.includes('{{')) return { value: plain, problems: [] };
  const { template, problems } = parsePlacedTemplate(source);
  if (!template) return { value: plain, problems };
  return {
    value: { kind: 'template', template, place },
    problems: templateProblems(template, TEMPLATE_HELPERS),
  };
}

/** A value without templates, for what the program says itself. */
export function plainValue(value: unknown, place: Place): TemplateValue {
  return { kind: 'plain', value, place };
}

/** Renders a value over variables; every problem in it comes at once. */
export function renderValue(
  value: TemplateValue,
  variables: Readonly<Record<string, unknown>>,
): { readonly value: unknown } | { readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const render = (part: TemplateValue): unknown => {
    switch (part.kind) {
      case 'plain':
        return part.value;
      case 'list':
        return part.items.map(render);
      case 'map':
        return Object.fromEntries(part.entries.map((entry) => [entry.key, render(entry.value)]));
      case 'template': {
        const result = evaluateTemplate(part.template, variables, {
          helpers: TEMPLATE_HELPERS,
          write: plainText,
        });
        problems.push(...result.problems);
        return result.value;
      }
    }
  };
  const rendered = render(value);
  return problems.length > 0 ? { problems } : { value: rendered };
}

/** Whether rendering gives the same whatever the variables are. */
export function isPlain(value: TemplateValue): boolean {
  switch (value.kind) {
    case 'plain':
      return true;
    case 'template':
      return false;
    case 'list':
      return value.items.every(isPlain);
    case 'map':
      return value.entries.every((entry) => isPlain(entry.value));
  }
}
