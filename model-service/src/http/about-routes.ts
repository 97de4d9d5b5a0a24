import type { PackageVersion } from '@remla-lab/lib-version';
import { allowOnly } from '@remla-lab/service-kit';
import type { Express } from 'express';

import type { ModelHost } from '../serving/model-host.ts';
import { openapiDocument } from './openapi.ts';
import type { VersionAnswer } from './schemas.ts';

/** What the service says about itself. */
export interface About extends Omit<PackageVersion, 'name'> {
  readonly service: string;
  /** Who it was started as (`v1`, `v2`), else `none`. */
  readonly release: string;
  readonly libVersion: string;
}

/** Adds `GET /api/v1/version` and `GET /openapi.json`. */
export function addAboutRoutes(app: Express, host: ModelHost, about: About): void {
  app
    .route('/api/v1/version')
    .get((_request, response) => {
      const manifest = host.predictor?.manifest;
      const { service, version, release, commit, buildTime, libVersion } = about;
      response.json({
        service,
        version,
        release,
        commit,
        buildTime,
        model: manifest?.name ?? null,
        modelVersion: manifest?.version ?? null,
        libVersion,
      } satisfies VersionAnswer);
    })
    .all(allowOnly('GET', 'HEAD'));
  const document = openapiDocument(about.version);
  app
    .route('/openapi.json')
    .get((_request, response) => {
      response.json(document);
    })
    .all(allowOnly('GET', 'HEAD'));
}

/** The value of `x-model-service-version`: the package's version, with the release behind it where there is one. */
export function versionHeader({ version, release }: Pick<About, 'version' | 'release'>): string {
  return release === 'none' ? version : `${version}+${release}`;
}
