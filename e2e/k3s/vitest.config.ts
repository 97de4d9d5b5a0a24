import { defineConfig } from 'vitest/config';

import { inOrder } from '../in-order.ts';

/** The tests of e2e/cluster that are about both distributions: kills and kubeadm's own files aside. */
const TESTS = ['up', 'network', 'application', 'commands', 'verify', 'mesh', 'machines', 'upgrade', 'reset'];

// e2e/cluster/distribution.ts reads it, in this process and in those of the tests.
process.env['CLUSTER_LANE'] = 'k3s';

/** `npm run test:k3s`: the same for `distribution: k3s`, on machines of its own. */
export default defineConfig({
  test: {
    include: [...TESTS.map((name) => `e2e/cluster/${name}.test.ts`), 'e2e/k3s/refuse.test.ts'],
    globalSetup: ['e2e/cluster/need-tools.ts'],
    fileParallelism: false,
    sequence: { sequencer: inOrder([...TESTS.slice(0, -2), 'refuse', ...TESTS.slice(-2)]) },
    // For what hangs: how long things take is judged by the tests that say so.
    testTimeout: 900_000,
    hookTimeout: 900_000,
  },
});
