import { defineConfig } from 'vitest/config';

/** `npm run test:compose`: needs a Docker Engine with Compose v2, and builds images. */
export default defineConfig({
  test: {
    include: ['e2e/compose/*.test.ts'],
    globalSetup: ['e2e/compose/need-docker.ts'],
    // One engine, one set of image names.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 900_000,
  },
});
