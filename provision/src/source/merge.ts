import type { Found, Path, Sourced } from './document.ts';

/**
 * `overlay` over `base`: maps are merged key by key, everything else is replaced, and a key that the overlay sets to
 * null is taken away. Each part still knows the file that it came from.
 */
export function mergeSources(base: Sourced, overlay: Sourced): Sourced {
  return {
    value: overlay.value === null ? base.value : merged(base.value, overlay.value),
    find: (path: Path): Found => {
      const [below, above] = [base.find(path), overlay.find(path)];
      // A root that only one of them fills (depth 0) is the base's: there a missing key is to be added.
      return above.depth > 0 && above.depth >= below.depth ? above : below;
    },
  };
}

function merged(base: unknown, overlay: unknown): unknown {
  if (!isMap(base) || !isMap(overlay)) return overlay;
  const result: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of Object.entries(base)) if (overlay[key] !== null) result[key] = value;
  for (const [key, value] of Object.entries(overlay)) {
    if (value !== null) result[key] = Object.hasOwn(base, key) ? merged(base[key], value) : value;
  }
  return { ...result };
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
