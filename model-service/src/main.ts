import { ConfigurationError, drainOnSignals, readConfiguration } from '@remla-lab/service-kit';

import { Configuration } from './configuration.ts';
import { modelDirectory } from './model-directory.ts';
import { startService } from './service.ts';

try {
  const configuration = readConfiguration(Configuration, process.env);
  const directory = modelDirectory(configuration.MODEL_DIR, {
    cwd: process.cwd(),
    initialCwd: process.env['INIT_CWD'],
  });
  const { service, logger } = await startService(configuration, directory);
  drainOnSignals(service, logger);
} catch (error) {
  // What the person who starts the service can mend is told in a sentence, our own faults with their stack.
  const { code } = error as NodeJS.ErrnoException;
  const isTheirs = error instanceof ConfigurationError || code === 'EADDRINUSE' || code === 'EACCES';
  process.stderr.write(`${isTheirs ? (error as Error).message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
