import { defineConfig } from 'vitest/config';

import { inOrder } from '../in-order.ts';

/** One cluster serves them all. Each makes sure itself of what it needs; this order makes that cheap. */
const ORDER = [
  'charts',
  'site',
  'secrets',
  'targets',
  'alert',
  'dashboard',
  'verify',
  'images',
  'toy',
  'repository',
  'cut',
  'mesh',
  'reset',
];

/** `npm run test:platform`: needs what `.ci/run platform` sees to. */
export default defineConfig({
  test: {
    include: ['e2e/platform/*.test.ts', 'e2e/helm/*.test.ts'],
    globalSetup: ['e2e/platform/need-tools.ts'],
    fileParallelism: false,
    sequence: { sequencer: inOrder(ORDER) },
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
});
