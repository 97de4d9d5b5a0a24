import { describe, test } from 'vitest';

import { runCase } from './run-cases.ts';
import { walkModules } from './walk-modules.ts';

describe.each(await walkModules())('$name', ({ module, cases }) => {
  test.each(cases)('$case', (given) => void runCase(module, given));
});
