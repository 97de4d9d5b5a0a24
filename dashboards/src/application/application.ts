import type { DashboardSpec } from '../dashboard.ts';
import type { LabAlerts } from '../lab-alerts.ts';
import { releaseVariable } from '../variables.ts';
import { duration } from './duration.ts';
import { errors } from './errors.ts';
import { glance } from './glance.ts';
import { original } from './original.ts';
import { rate } from './rate.ts';

/** What visitors see of the app: rate, errors, duration, and what the original of this lab counted. */
export function application(alerts: LabAlerts): DashboardSpec {
  return {
    name: 'application',
    title: 'Application',
    description:
      'The app as its visitors meet it: how many requests, how many fail, how long they take, by release; and the counters, the gauge and the histogram of the system that this lab re-creates.',
    variables: [releaseVariable()],
    sections: [glance(alerts), rate(), errors(alerts), duration(), original()],
  };
}
