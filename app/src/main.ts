import { libVersion, versionOf } from '@remla-lab/lib-version';
import {
  ConfigurationError,
  createHealth,
  createLogger,
  drainOnSignals,
  readConfiguration,
  serve,
} from '@remla-lab/service-kit';

import { loadPage } from './assets/load-page.ts';
import { AppConfiguration } from './configuration.ts';
import { createApp } from './create-app.ts';

/** Reads the environment, puts the parts together, listens. */
async function main(): Promise<void> {
  const configuration = readConfiguration(AppConfiguration, process.env);
  const { version, commit } = versionOf(import.meta.url);
  const release = configuration.APP_RELEASE;
  const logger = createLogger({ service: 'app', version, release, level: configuration.LOG_LEVEL });
  const health = createHealth();
  const { app, close } = createApp({
    release,
    version,
    commit,
    libVersion: libVersion(),
    modelService: { url: configuration.MODEL_SERVICE_URL, timeoutMs: configuration.REQUEST_TIMEOUT_MS },
    page: await loadPage(release, version),
    health,
    logger,
  });
  const service = await serve({
    app,
    host: configuration.HOST,
    port: configuration.PORT,
    health,
    logger,
    close,
    drainDelaySeconds: configuration.DRAIN_DELAY_SECONDS,
    drainIdleSeconds: configuration.DRAIN_IDLE_SECONDS,
    drainTimeoutSeconds: configuration.DRAIN_TIMEOUT_SECONDS,
  });
  drainOnSignals(service, logger);
  // Ready without a look at model-service: the page is there to say that the model is not.
  health.markStarted();
}

try {
  await main();
} catch (error) {
  // What the person who starts the service can mend is told in a sentence, our own faults with their stack.
  const { code, message, stack } = error as NodeJS.ErrnoException;
  const isTheirs = error instanceof ConfigurationError || code === 'EADDRINUSE' || code === 'EACCES';
  process.stderr.write(`${isTheirs ? message : String(stack)}\n`);
  process.exitCode = 1;
}
