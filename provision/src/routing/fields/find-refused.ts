import { problemAtKey } from '../../source/document.ts';
import type { Problem } from '../../source/problem.ts';
import type { Kind, RoutingObjects } from '../read-objects.ts';
import { placesOf } from './field.ts';
import { REFUSED } from './refused.ts';

/** A problem for each field that the local gateway refuses. */
export function findRefused(objects: RoutingObjects): readonly Problem[] {
  return REFUSED.flatMap((field) =>
    objects[field.kind satisfies Kind].flatMap(({ source }) =>
      placesOf(field, source).map((path) =>
        problemAtKey(
          source,
          path,
          'unsupported-field',
          `the local gateway refuses \`${String(path.at(-1))}\``,
          field.reason,
        ),
      ),
    ),
  );
}
