import type { LabAlerts } from '../lab-alerts.ts';
import { countIn, orZero, quantile } from '../promql/build.ts';
import { JUDGED, VISITED, select } from '../selectors.ts';

/** The numbers of the rule: those of the alert `LabCanaryWorse`. */
export type Rule = LabAlerts['canary'];

/** What the rule says, as the number that the query gives. */
export const VERDICT = { wait: 0, goOn: 1, rollBack: 2 } as const;

/** The variables of the dashboard that name the two releases. */
export type Side = 'stable' | 'canary';

/** The length of time that the rule looks at: a variable of the dashboard. */
export const WINDOW = '$window';

/** Series of the app of one of the two releases. */
export function ofSide(side: Side, metric: string, ...matchers: readonly string[]): string {
  return select(metric, 'job="app"', `release="$${side}"`, ...matchers);
}

/** Visitors' requests within the window. */
export function requestsOf(side: Side): string {
  return orZero(countIn(WINDOW, ofSide(side, 'http_requests_total', VISITED)));
}

/** The part of them that failed; NaN without requests. */
export function errorsOf(side: Side): string {
  return `${failuresOf(side)} / ${requestsOf(side)}`;
}

/** The 95th percentile of the time to a verdict, in seconds. */
export function slownessOf(side: Side): string {
  return quantile(0.95, ofSide(side, 'http_request_duration_seconds_bucket', JUDGED), [], WINDOW);
}

/** How much larger the canary's part of failures is: 0.02 is two of a hundred more. */
export function difference(): string {
  return `${errorsOf('canary')} - ${errorsOf('stable')}`;
}

/** The standard errors that the difference of two equally good releases keeps within: the pooled two-proportion test. */
export function chance(rule: Rule): string {
  const pooled = `(${failuresOf('stable')} + ${failuresOf('canary')}) / (${requestsOf('stable')} + ${requestsOf('canary')})`;
  const spread = `(${pooled}) * (1 - (${pooled})) * (1 / ${requestsOf('stable')} + 1 / ${requestsOf('canary')})`;
  return `${rule.standard_errors} * sqrt(${spread})`;
}

/** The time that the canary may take: the stable release's with the allowed slowdown, or what is fast enough. */
export function allowedSlowness(rule: Rule): string {
  return `clamp_min(${rule.slower_factor} * ${slownessOf('stable')}, ${rule.slower_than_milliseconds / 1000})`;
}

/** 1 where the window holds enough requests of both, else 0. */
export function hasEnough(rule: Rule): string {
  const enough = (side: Side) => `(${requestsOf(side)} >= bool ${rule.least_requests})`;
  return `${enough('stable')} * ${enough('canary')}`;
}

/** 1 where the canary fails more often, beyond chance and by enough to matter, else 0. */
export function failsMore(rule: Rule): string {
  return `((${difference()}) > bool ${chance(rule)}) * ((${difference()}) > bool ${rule.more_errors_percent / 100})`;
}

/** 1 where the canary is too slow, else 0. */
export function isSlower(rule: Rule): string {
  return `${slownessOf('canary')} > bool ${allowedSlowness(rule)}`;
}

/** The rule: 0 wait, 1 go on, 2 roll back. */
export function verdict(rule: Rule): string {
  return `${hasEnough(rule)} * (1 + clamp_max(${orZero(failsMore(rule))} + ${orZero(isSlower(rule))}, 1))`;
}

function failuresOf(side: Side): string {
  return orZero(countIn(WINDOW, ofSide(side, 'http_requests_total', VISITED, 'status=~"5.."')));
}
