import { defineConfig } from 'vitest/config';

const exclude = ['**/node_modules/**'];

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'packages',
          include: ['*/src/**/*.test.ts', '*/test/**/*.test.ts'],
          exclude,
          // By default one processor is left out: of two that is half.
          maxWorkers: '100%',
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        // Each of these files starts whole labs of five processes: one file at a time, when the rest is done.
        test: {
          name: 'lab',
          include: [
            'e2e/*.test.ts',
            'e2e/reference/*.test.ts',
            // Of the machines lane, what needs no machine.
            'e2e/machines/differential/counts.test.ts',
            // Of the monitoring lane, what needs no Prometheus.
            'e2e/monitoring/pictures/**/*.test.ts',
          ],
          exclude,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
