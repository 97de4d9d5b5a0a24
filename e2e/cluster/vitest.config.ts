import { defineConfig } from 'vitest/config';

import { inOrder } from '../in-order.ts';

/** One cluster serves them all. Each makes sure itself of what it needs; this order makes that cheap. */
const ORDER = [
  'up',
  'artifacts',
  'network',
  'application',
  'k8s',
  'commands',
  'verify',
  'mesh',
  'refuse',
  'machines',
  'kill',
  'upgrade',
  // Takes away what the upgrade left, too: the tests before need the version of lab.yml.
  'reset',
];

/** `npm run test:cluster`: needs what `.ci/run cluster` sees to. */
export default defineConfig({
  test: {
    include: ['e2e/cluster/*.test.ts'],
    globalSetup: ['e2e/cluster/need-tools.ts'],
    fileParallelism: false,
    sequence: { sequencer: inOrder(ORDER) },
    // For what hangs: how long things take is judged by the tests that say so.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
