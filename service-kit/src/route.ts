import type { Request, Response } from 'express';

/** The route label of requests that no route took. */
export const UNMATCHED_ROUTE = 'unmatched';

/**
 * The template of the route that took the request, else `unmatched`. Routes have to be declared with their whole path
 * (routers mounted at the root): the mounted part is what the client typed, in any case, so it cannot be a label.
 */
export function routeOf(request: Request): string {
  const path = (request.route as { readonly path?: unknown } | undefined)?.path;
  return typeof path === 'string' ? path : UNMATCHED_ROUTE;
}

/** Whether the answer left as a whole; false where the client went away before. */
export function isOutcomeKnown(response: Response): boolean {
  return response.writableFinished;
}
