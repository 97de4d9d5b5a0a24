import { createHealth, createLogger } from '@remla-lab/service-kit';
import type { Express } from 'express';

import { loadPage } from '../src/assets/load-page.ts';
import { createApp } from '../src/create-app.ts';
import type { Release } from '../src/release.ts';
import type { Wait } from '../src/upstream/back-off.ts';

/** An app for a test, with what it logged. */
export type RunningApp = AsyncDisposable & { readonly app: Express; readonly logText: () => string };

/** What a test wants to be otherwise. */
export type RunningAppOptions = {
  readonly release?: Release;
  /** @default a port on which nobody listens */
  readonly url?: URL;
  /** @default 2_000 */
  readonly timeoutMs?: number;
  readonly wait?: Wait;
};

/** Nothing listens on port 1 of a machine that runs tests. */
const NOBODY = new URL('http://127.0.0.1:1');

/** The app in front of a model-service, listening nowhere (supertest does). */
export async function runningApp(options: RunningAppOptions = {}): Promise<RunningApp> {
  const { release = 'v2', url = NOBODY, timeoutMs = 2_000, wait } = options;
  const lines: string[] = [];
  const health = createHealth();
  health.markStarted();
  const { app, close } = createApp({
    release,
    version: '7.8.9',
    commit: 'abc',
    libVersion: '4.5.6',
    modelService: { url, timeoutMs, ...(wait === undefined ? {} : { wait }) },
    page: await loadPage(release, '7.8.9'),
    health,
    logger: createLogger({
      service: 'app',
      version: '7.8.9',
      release,
      destination: { write: (line) => lines.push(line) },
    }),
    hasProcessMetrics: false,
  });
  return { app, logText: () => lines.join(''), [Symbol.asyncDispose]: close };
}
