import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import type { Release } from '../release.ts';
import { type Asset, type Assets, digestOf, loadAssets } from './load-assets.ts';
import { renderPage } from './render-page.ts';

/** The page of one release, ready to be served from memory. */
export type Page = { readonly html: Asset; readonly assets: Assets };

const DIRECTORY = fileURLToPath(new URL('../page/', import.meta.url));

/** Reads and prepares the page. */
export async function loadPage(release: Release, version: string): Promise<Page> {
  const assets = await loadAssets(DIRECTORY);
  const template = await readFile(`${DIRECTORY}index.html`, 'utf8');
  const body = Buffer.from(renderPage(template, { release, version, assets }));
  return { assets, html: { contentType: 'text/html; charset=utf-8', body, etag: `"${digestOf([body])}"` } };
}
