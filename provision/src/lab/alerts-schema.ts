import { z } from 'zod';

/** As Prometheus writes times: whole, one unit. 0s is at once. */
export const PrometheusDuration = z
  .string('expected a time such as 0s, 30s, 5m or 1h')
  .regex(/^(0|[1-9]\d{0,4})[smh]$/, 'expected a time such as 0s, 30s, 5m or 1h');

/** More than nothing, at most all. */
const Percent = z.number().gt(0).max(100);

const For = PrometheusDuration.describe('How long it must hold before the alert fires; 0s is at once.');

/** `alerts` of lab.yml: the thresholds of kubernetes/monitoring/*-prometheus-rule.yml. */
export const Alerts = z.strictObject({
  least_requests: z
    .int()
    .min(0)
    .max(1_000_000)
    .describe('Below so many requests in its window an alert about a share of them stays silent.'),
  error_rate: z
    .strictObject({
      percent: Percent.describe('More than this part of what a release answers are errors (5xx).'),
      for: For,
    })
    .describe('A release fails.'),
  latency: z
    .strictObject({
      p95_milliseconds: z
        .number()
        .gt(0)
        .max(10_000)
        .describe('5 of 100 verdicts of a release take longer than this.'),
      for: For,
    })
    .describe('A release is slow.'),
  slo: z
    .strictObject({
      objective_percent: z
        .number()
        .gt(0)
        .lt(100)
        .describe('So many of 100 requests to the app are to be answered without an error, over 30 days.'),
    })
    .describe('The promise whose budget of errors is watched.'),
  canary: z
    .strictObject({
      least_requests: z
        .int()
        .min(1)
        .max(1_000_000)
        .describe('Below so many requests of either release nothing is judged.'),
      more_errors_percent: Percent.describe('So many more of 100 requests fail.'),
      standard_errors: z
        .number()
        .min(0)
        .max(10)
        .describe('The difference is so many standard errors at least: 2 is chance in one of 40 looks.'),
      slower_factor: z.number().gt(1).max(1000).describe('95 of 100 verdicts take so many times as long.'),
      slower_than_milliseconds: z
        .number()
        .min(0)
        .max(10_000)
        .describe('And longer than this: below it nobody notices.'),
      for: For,
    })
    .describe('A release with less weight is worse than the one with the most, over 15 minutes.'),
  refused: z
    .strictObject({
      percent: Percent.describe('More than this part of all requests is refused by the rate limit (429).'),
      for: For,
    })
    .describe('The gateway refuses many requests.'),
  target_down: z.strictObject({ for: For }).describe('A process or pod gives no metrics.'),
});
export type Alerts = z.infer<typeof Alerts>;
