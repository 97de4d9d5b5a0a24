import { randomBytes } from 'node:crypto';
import { Agent } from 'node:http';
import { isDeepStrictEqual } from 'node:util';

import { promisedByLab } from '../../targets/local/promised.ts';
import { reachableHost } from '../../targets/local/services.ts';
import type { LocalState } from '../../targets/local/state.ts';
import { ruleNames } from '../../verify/expected.ts';
import { localChecks } from '../../verify/local-checks.ts';
import { webOf } from '../../verify/web/ask-web.ts';
import type { CommandContext } from '../command.ts';
import type { Place, PlaceSources } from './place.ts';
import { waitFor } from './wait-for.ts';
import { showProgress } from './progress.ts';

/** The lab that `npm start` runs. */
export function localPlace(
  running: LocalState,
  { lab: { lab }, objects, stateFolder }: PlaceSources,
  { output, stop }: CommandContext,
): Place {
  const agent = new Agent({ keepAlive: true });
  const progress = showProgress(output);
  const promised = promisedByLab(lab);
  const target = { host: reachableHost(running.host), port: running.port, agent };
  const restart = 'end the lab and start it again: npm start';
  const checks = localChecks({
    lab,
    running,
    promised,
    unrouted: undefined,
    target: async () => target,
    needs: [],
    name: `verify-${randomBytes(4).toString('hex')}`,
    mendAbsence: restart,
    mendRouting: isDeepStrictEqual(running.promised, promised)
      ? `each request stands in ${stateFolder}/logs/gateway.log`
      : `it runs with other manifests, or an older lab.yml, which promise ${JSON.stringify(running.promised)}: ${restart}`,
    lookAt: (release) => `${stateFolder}/logs has app-${release}.log and model-service-${release}.log`,
    rules: ruleNames(objects),
    ask: webOf(stop),
    wait: waitFor(stop),
    onProgress: progress.onStep,
    stop,
  });
  return {
    title: `The lab of \`npm start\`, http://localhost:${running.port}`,
    checks,
    onWaiting: progress.onWaiting,
    close: () => agent.destroy(),
  };
}
