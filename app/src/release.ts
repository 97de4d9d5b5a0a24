import { z } from 'zod';

/** The releases of the app: one code base, the page shows more in v2 (src/page/release-features.ts says what). */
export const Release = z.enum(['v1', 'v2'], { error: 'v1 or v2' });
export type Release = z.infer<typeof Release>;

/** What is running: the package's version with the release behind it, as in `0.1.0+v2`. */
export function versionWithRelease(version: string, release: Release): string {
  return `${version}+${release}`;
}
