import type { DashboardSpec } from '../dashboard.ts';
import type { LabAlerts } from '../lab-alerts.ts';
import { RELEASES, lengthOfTime, oneOf } from '../variables.ts';
import { behaviour } from './behaviour.ts';
import { criteria } from './criteria.ts';
import { decision } from './decision.ts';

/** The canary beside the stable release, and whether it may have more visitors. */
export function canary({ canary: rule }: LabAlerts): DashboardSpec {
  return {
    name: 'canary',
    title: 'Canary',
    description:
      'The canary release beside the stable one, with the rule that decides: wait, go on, or roll back. The rule is computed here, and the alert LabCanaryWorse has the same numbers.',
    variables: [
      oneOf(
        { ...RELEASES, name: 'stable', label: 'Stable', description: 'The release that most visitors have.' },
        'v1',
      ),
      oneOf(
        { ...RELEASES, name: 'canary', label: 'Canary', description: 'The release that is being tried.' },
        'v2',
      ),
      lengthOfTime(
        { name: 'window', label: 'Window', description: 'How far back the rule looks.' },
        { lengths: ['5m', '15m', '30m', '1h', '6h'], initial: '15m' },
      ),
    ],
    sections: [decision(rule), criteria(rule), behaviour()],
  };
}
