import { DOCKER, need } from '../need.ts';

export const setup = (): Promise<void> =>
  need('compose', [
    DOCKER,
    {
      command: ['docker', 'compose', 'version'],
      message: "Docker's plugin compose is missing: install it, or let `.ci/tools/compose.sh` build it",
    },
  ]);
