import { helmRender } from '../../facts/helm-render.ts';
import { ask, failed } from '../decision.ts';
import type { Decision, Prediction } from '../decision.ts';
import { releaseOf } from './commands.ts';
import { isUnderWay } from './mend.ts';
import { objectDiffs } from './object-diffs.ts';
import type { Wanted } from './present.ts';
import { statusOf } from './result.ts';

/**
 * Has helm render what an install or upgrade would bring, and goes on with what --check says of it: so values which helm
 * refuses are found now.
 */
export function foresee(
  wanted: Wanted,
  prediction: Prediction,
  then: (prediction: Prediction) => Decision,
): Decision {
  const { args, context, release, chart, values } = wanted;
  const isUpgrade = release.kind === 'found' && release.status !== 'uninstalled' && !isUnderWay(release);
  const key = { release: releaseOf(args), chart: chart.key, values: JSON.stringify(values), isUpgrade };
  return ask({ rendering: helmRender(key) }, ({ rendering }) => {
    if (rendering.kind === 'refused') {
      return failed(`helm refuses ${chart.title}: ${rendering.reason}`, statusOf(args, release));
    }
    const before = release.kind === 'found' ? release.manifest : '';
    const diff = context.isDiff ? objectDiffs(before, rendering.manifest, args.namespace) : [];
    return then({ ...prediction, diff });
  });
}
