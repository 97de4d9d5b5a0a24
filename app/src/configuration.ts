import { portNumber, serviceEnvironment, wholeNumber } from '@remla-lab/service-kit';
import { z } from 'zod';

import { Release } from './release.ts';

const EXPECTED_URL = 'an http or https address without credentials, query or fragment';

/** The environment of the app; the README has a row for each variable. */
export const AppConfiguration = z.strictObject({
  ...serviceEnvironment,
  /** 5001 beside a model-service on 5000; images set 5000. */
  PORT: portNumber().default(5001),
  MODEL_SERVICE_URL: z
    .url({ protocol: /^https?$/, error: EXPECTED_URL })
    .transform((text) => new URL(text))
    .refine((url) => url.username === '' && url.password === '' && url.search === '' && url.hash === '', {
      error: EXPECTED_URL,
    })
    .prefault('http://127.0.0.1:5000'),
  APP_RELEASE: Release.default('v1'),
  /** The time for one request to model-service in all, with its retries. */
  REQUEST_TIMEOUT_MS: wholeNumber(1, 60_000).default(5_000),
});
export type AppConfiguration = z.infer<typeof AppConfiguration>;
