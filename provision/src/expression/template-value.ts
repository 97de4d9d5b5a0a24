import type { Place } from '../source/problem.ts';
import type { Template } from './template.ts';

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
