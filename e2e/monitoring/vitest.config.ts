import { defineConfig } from 'vitest/config';

/** `npm run test:monitoring`: needs Prometheus. */
export default defineConfig({
  test: {
    include: ['e2e/monitoring/*.test.ts'],
    globalSetup: ['e2e/monitoring/need-tools.ts'],
    // Each file starts a whole lab, and what is measured is a rate.
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 300_000,
  },
});
