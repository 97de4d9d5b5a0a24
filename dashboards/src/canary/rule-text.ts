import type { Rule } from './rule.ts';

/** The rule in words, for the dashboard: the numbers come from where the query has them. */
export function ruleText(rule: Rule): string {
  return [
    'Over the last **$window**, visitors’ requests only (no probes):',
    '',
    `1. **Wait** while **$stable** or **$canary** has had fewer than ${rule.least_requests} requests. No data is never good news.`,
    '2. **Roll back** when $canary is worse in one of two ways:',
    `   - *errors*: its part of 5xx answers is higher by more than ${rule.standard_errors} standard errors (so it is not chance) and by more than ${rule.more_errors_percent} point (so it matters);`,
    `   - *time*: its 95th percentile of the time to a verdict is more than ${rule.slower_factor} times that of $stable, and above ${rule.slower_than_milliseconds} ms.`,
    '3. **Go on** otherwise: raise the weight in `lab.yml`, deploy, look again.',
    '',
    'Verdicts and votes are shown below and not judged: two models may differ and both be right.',
  ].join('\n');
}
