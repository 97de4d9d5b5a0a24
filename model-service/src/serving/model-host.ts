import type { Health, Logger } from '@remla-lab/service-kit';

import { createPool } from '../batch/pool.ts';
import type { Pool } from '../batch/pool.ts';
import { workerStarter } from '../batch/worker-thread.ts';
import type { ModelManifest } from '../model/manifest.ts';
import { openModel } from '../model/model.ts';
import { readModel } from '../model/read-model.ts';
import type { ModelFiles } from '../model/read-model.ts';
import { selfTest } from '../model/self-test.ts';
import { createPredictor } from './predictor.ts';
import type { Predictor } from './predictor.ts';
import { warmUp } from './warm-up.ts';

export interface ModelHostOptions {
  readonly directory: string;
  /** Worker threads for batches; 0: batches run on the main thread, a few rows at a time. */
  readonly workers: number;
  readonly queueLimit: number;
  readonly health: Health;
  readonly logger: Logger;
  /** Called once, before the service becomes ready. */
  readonly onLoaded?: (manifest: ModelManifest) => void;
}

/** Where the model in service comes from. */
export interface ModelHost {
  /** Undefined until the model is loaded, and for ever when it cannot be. */
  readonly predictor: Predictor | undefined;
  /** Why there is no predictor, or why there are no workers. */
  readonly reason: string | undefined;
  /** Loads, self-tests and warms; states the outcome in health. Never throws: the service stays alive and says why. */
  load(): Promise<void>;
  close(): Promise<void>;
}

const LOADING = 'the model is being loaded';

/** A host that has loaded nothing yet: not ready. */
export function createModelHost(options: ModelHostOptions): ModelHost {
  const { directory, workers, queueLimit, health, logger, onLoaded } = options;
  let predictor: Predictor | undefined;
  let reason: string | undefined = LOADING;
  health.setReason('model', reason);

  function startPool(files: ModelFiles): Pool | undefined {
    if (workers === 0) return undefined;
    const stateWorkers = (loadedCount: number): void => {
      health.setReason('workers', loadedCount === 0 ? 'no worker for batches is running' : undefined);
      logger.debug({ loadedCount }, 'workers');
    };
    stateWorkers(0);
    return createPool({
      startWorker: workerStarter(files),
      size: workers,
      queueLimit,
      onLoadedChange: stateWorkers,
      now: () => performance.now(),
      schedule: (callback, delayMs) => setTimeout(callback, delayMs).unref(),
    });
  }

  async function start(): Promise<Predictor> {
    const files = await readModel(directory);
    const model = await openModel(files);
    try {
      await selfTest(model);
      const { fastestMs, isInline } = await warmUp(model);
      const { name, version } = model.manifest;
      logger.info({ model: name, modelVersion: version, fastestMs, isInline, workers }, 'model loaded');
      return createPredictor(model, { pool: startPool(files), isInline, singleLimit: queueLimit });
    } catch (error) {
      await model.close();
      throw error;
    }
  }

  return {
    get predictor() {
      return predictor;
    },
    get reason() {
      return reason;
    },
    async load() {
      try {
        predictor = await start();
        reason = undefined;
        onLoaded?.(predictor.manifest);
      } catch (error) {
        reason = error instanceof Error ? error.message : String(error);
        logger.error({ err: error, directory }, 'the model cannot be served');
      }
      health.setReason('model', reason);
      health.markStarted();
    },
    async close() {
      await predictor?.close();
      predictor = undefined;
      reason = 'the service is ending';
    },
  };
}
