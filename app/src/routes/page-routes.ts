import { ProblemError, allowOnly } from '@remla-lab/service-kit';
import { type Response, Router } from 'express';

import type { Asset } from '../assets/load-assets.ts';
import type { Page } from '../assets/load-page.ts';

/** Asked again each time, answered with 304 where nothing changed. */
const REVALIDATE = 'no-cache';
const KEEP_FOR_GOOD = 'public, max-age=31536000, immutable';
const KEEP_FOR_A_DAY = 'public, max-age=86400';

/** `GET /`, `/assets/DIGEST/FILE` and `/favicon.ico`, from memory. */
export function pageRoutes({ html, assets }: Page): Router {
  const router = Router();
  router
    .route('/')
    .get((_request, response) => send(response, html, REVALIDATE))
    .all(allowOnly('GET', 'HEAD'));
  router
    .route('/assets/:digest/*file')
    .get((request, response) => {
      const { digest, file } = request.params;
      const asset = assets.files.get(file.join('/'));
      if (asset === undefined) throw new ProblemError('not-found');
      // Another digest comes from a page of another version, in the middle of a rolling update: better this file than none.
      send(response, asset, digest === assets.digest ? KEEP_FOR_GOOD : REVALIDATE);
    })
    .all(allowOnly('GET', 'HEAD'));
  const icon = assets.files.get('favicon.ico');
  if (icon !== undefined) {
    router
      .route('/favicon.ico')
      .get((_request, response) => send(response, icon, KEEP_FOR_A_DAY))
      .all(allowOnly('GET', 'HEAD'));
  }
  return router;
}

// Express turns the answer into a 304 where the browser's ETag is this one.
function send(response: Response, { contentType, body, etag }: Asset, cacheControl: string): void {
  response.set({ 'Content-Type': contentType, ETag: etag, 'Cache-Control': cacheControl }).send(body);
}
