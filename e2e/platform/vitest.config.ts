import { BaseSequencer } from 'vitest/node';
import { defineConfig } from 'vitest/config';

/** One cluster serves them all. Each makes sure itself of what it needs; this order makes that cheap. */
const ORDER = [
  'charts',
  'site',
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

class InOrder extends BaseSequencer {
  override async sort(files: Parameters<BaseSequencer['sort']>[0]) {
    const place = ({ moduleId }: (typeof files)[number]) =>
      ORDER.findIndex((name) => moduleId.endsWith(`/${name}.test.ts`));
    return files.toSorted((a, b) => place(a) - place(b));
  }
}

/** `npm run test:platform`: needs what `.ci/run platform` sees to. */
export default defineConfig({
  test: {
    include: ['e2e/platform/*.test.ts', 'e2e/helm/*.test.ts'],
    globalSetup: ['e2e/platform/need-tools.ts'],
    fileParallelism: false,
    sequence: { sequencer: InOrder },
    testTimeout: 300_000,
    hookTimeout: 900_000,
  },
});
