import type { Release } from '../release.ts';
import { versionWithRelease } from '../release.ts';
import type { Assets } from './load-assets.ts';

/** What is written into the page's HTML. */
export type PageValues = { readonly release: Release; readonly version: string; readonly assets: Assets };

/**
 * The HTML of the page with its values in place of `{{name}}`, and the modules named ahead, so that a browser fetches them side by
 * side instead of finding one behind the other. @throws {Error} on a name that is not known
 */
export function renderPage(template: string, { release, version, assets }: PageValues): string {
  const folder = `/assets/${assets.digest}`;
  const values = new Map([
    ['release', release],
    ['version', versionWithRelease(version, release)],
    ['assets', folder],
  ]);
  const preloads = [...assets.files.keys()]
    .filter((name) => name.endsWith('.js'))
    .map((name) => `<link rel="modulepreload" href="${folder}/${name}" />`)
    .join('\n    ');
  return template
    .replace('<!-- module preloads -->', preloads)
    .replace(/\{\{(\w+)\}\}/g, (_placeholder, name: string) => {
      const value = values.get(name);
      if (value === undefined) throw new Error(`The page's HTML names an unknown value: ${name}`);
      return value;
    });
}
