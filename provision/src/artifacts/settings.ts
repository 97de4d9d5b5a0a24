import type { Artifacts } from '../lab/artifacts-schema.ts';
import type { Clock } from '../run/clock.ts';

/** Where artifacts come from and go to. */
export interface ArtifactSettings {
  readonly artifacts: Artifacts;
  readonly lockFile: string;
  readonly cacheFolder: string;
  /** For proxies: HTTP_PROXY, HTTPS_PROXY, NO_PROXY. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}
