import type { SourceDocument } from '../../source/document.ts';
import type { Path } from '../../source/document.ts';
import { valueAt } from '../../source/schema-problems.ts';
import type { Kind } from '../read-objects.ts';

/** A field of a kind and why it is treated as it is. `*` in the path stands for any key or item. */
export interface Field {
  readonly kind: Kind;
  /** From the object's root, with dots. */
  readonly path: string;
  readonly reason: string;
}

/** Every place of the document that the field's path leads to. */
export function placesOf(field: Field, source: SourceDocument): readonly Path[] {
  let paths: readonly Path[] = [[]];
  for (const step of field.path.split('.')) {
    paths = paths.flatMap((path) =>
      stepsOf(valueAt(source.value, path), step).map((each) => [...path, each]),
    );
  }
  return paths;
}

function stepsOf(value: unknown, step: string): readonly PropertyKey[] {
  if (Array.isArray(value)) return step === '*' ? value.map((_, index) => index) : [];
  if (typeof value !== 'object' || value === null) return [];
  if (step === '*') return Object.keys(value);
  return Object.hasOwn(value, step) ? [step] : [];
}
