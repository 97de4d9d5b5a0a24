import { Writable } from 'node:stream';

import { createHealth, createLogger, createMetrics } from '@remla-lab/service-kit';
import type { Health } from '@remla-lab/service-kit';
import type { Express } from 'express';

import { createApp } from '../src/http/app.ts';
import { createPredictionMetrics } from '../src/prediction-metrics.ts';
import { createModelHost } from '../src/serving/model-host.ts';
import type { ModelHost } from '../src/serving/model-host.ts';
import { tinyModelDirectory } from './tiny-model/directory.ts';
import type { TinyModelOptions } from './tiny-model/directory.ts';

export interface RunningAppOptions extends TinyModelOptions {
  /** Another directory than a fresh tiny model's. */
  readonly directory?: string;
  /** @default 0 */
  readonly workers?: number;
  /** Whether the model is loaded before this comes back. @default true */
  readonly isLoaded?: boolean;
  readonly queueLimit?: number;
}

/** The app over a tiny model, as the service wires it, without a port. */
export interface RunningApp extends AsyncDisposable {
  readonly app: Express;
  readonly host: ModelHost;
  readonly health: Health;
  /** Everything that was logged. */
  logText(): string;
}

/** Makes the app and loads its model. */
export async function runningApp(options: RunningAppOptions = {}): Promise<RunningApp> {
  const { directory, workers = 0, isLoaded = true, queueLimit = 4096, ...tiny } = options;
  const model = await tinyModelDirectory(tiny);
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
  const about = {
    service: 'model-service',
    version: '0.1.0',
    release: 'v9',
    commit: 'c0ffee',
    buildTime: 'unknown',
    libVersion: '0.1.0',
  };
  const logger = createLogger({ ...about, level: 'trace', destination });
  const health = createHealth();
  const metrics = createMetrics({ ...about, hasProcessMetrics: false });
  const predictionMetrics = createPredictionMetrics(metrics.registry, () => host.predictor?.queueDepth ?? 0);
  const host = createModelHost({
    directory: directory ?? model.path,
    workers,
    queueLimit,
    health,
    logger,
    onLoaded: (manifest) => predictionMetrics.addModel(manifest),
  });
  if (isLoaded) await host.load();
  return {
    app: createApp({ about, host, health, logger, metrics, predictionMetrics }),
    host,
    health,
    logText: () => lines.join(''),
    async [Symbol.asyncDispose]() {
      await host.close();
      await model[Symbol.asyncDispose]();
    },
  };
}
