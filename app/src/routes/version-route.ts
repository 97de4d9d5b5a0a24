import { allowOnly } from '@remla-lab/service-kit';
import { Router } from 'express';

/** `GET /version`: a JSON string, as in the original; the package's version with the release behind it. */
export function versionRoute(version: string): Router {
  const router = Router();
  router
    .route('/version')
    .get((_request, response) => {
      response.set('Cache-Control', 'no-store').json(version);
    })
    .all(allowOnly('GET', 'HEAD'));
  return router;
}
