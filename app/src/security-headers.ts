import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * The headers that keep a browser from doing more than the page needs: own scripts, styles, images and requests only, no frames, no
 * HTML made from text. Nothing here supposes https: the lab runs on plain http, where upgrading requests or remembering https would
 * break the page, and where browsers ignore the origin-isolation headers with an error in their console.
 */
export function securityHeaders(): RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        requireTrustedTypesFor: ["'script'"],
        trustedTypes: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xFrameOptions: { action: 'deny' },
  });
}
