import { defineConfig } from 'vitest/config';

/** `npm run test:machines`: needs a Docker Engine, Vagrant and Ansible. */
export default defineConfig({
  test: {
    include: ['e2e/machines/**/*.test.ts'],
    globalSetup: ['e2e/machines/need-tools.ts'],
    // One engine, one set of names.
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
});
