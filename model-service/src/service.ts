import { libVersion, versionOf } from '@remla-lab/lib-version';
import { createHealth, createLogger, createMetrics, serve } from '@remla-lab/service-kit';
import type { Logger, RunningService } from '@remla-lab/service-kit';

import type { Configuration } from './configuration.ts';
import { createApp } from './http/app.ts';
import { createPredictionMetrics } from './prediction-metrics.ts';
import { createModelHost } from './serving/model-host.ts';

/** A service whose port is open. */
export interface StartedService {
  readonly service: RunningService;
  readonly logger: Logger;
  /** Settles when the model has been loaded or refused; never rejects. */
  readonly loaded: Promise<void>;
}

/** Starts the service on a model directory: the port opens first, so that probes get an answer while the model is being loaded. */
export async function startService(configuration: Configuration, directory: string): Promise<StartedService> {
  const { name, version, commit, buildTime } = versionOf(import.meta.url);
  const release = configuration.MODEL_SERVICE_RELEASE;
  const about = {
    service: name.replace(/^@[^/]+\//, ''),
    version,
    release,
    commit,
    buildTime,
    libVersion: libVersion(),
  };
  const logger = createLogger({ service: about.service, version, release, level: configuration.LOG_LEVEL });
  const health = createHealth('the model is being loaded');
  const metrics = createMetrics({ release, version, commit });
  const predictionMetrics = createPredictionMetrics(metrics.registry, () => host.predictor?.queueDepth ?? 0);
  const host = createModelHost({
    directory,
    workers: configuration.WORKERS,
    queueLimit: configuration.QUEUE_LIMIT,
    health,
    logger,
    onLoaded: (manifest) => predictionMetrics.addModel(manifest),
  });
  const service = await serve({
    app: createApp({ about, host, health, logger, metrics, predictionMetrics }),
    host: configuration.HOST,
    port: configuration.MODEL_SERVICE_PORT,
    health,
    logger,
    close: () => host.close(),
    drainDelaySeconds: configuration.DRAIN_DELAY_SECONDS,
    drainIdleSeconds: configuration.DRAIN_IDLE_SECONDS,
    drainTimeoutSeconds: configuration.DRAIN_TIMEOUT_SECONDS,
  });
  return { service, logger, loaded: host.load() };
}
