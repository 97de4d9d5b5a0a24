import { defineConfig } from 'vitest/config';

/** `npm run test:browser`: needs Chromium. */
export default defineConfig({
  test: {
    include: ['e2e/browser/*.test.ts'],
    globalSetup: ['e2e/browser/need-chromium.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
