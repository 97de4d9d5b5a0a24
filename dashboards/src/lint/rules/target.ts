import { readPromql } from '../../promql/read.ts';
import { targetRule } from '../rule.ts';
import type { Rule } from '../rule.ts';

/** Functions that make a growing counter a figure. */
const OF_COUNTERS = new Set(['rate', 'irate', 'increase']);
/** The endings under which a histogram's counters stand; its gauge-like parts have none. */
const COUNTER = /_(total|bucket|count|sum)$/;

/** What dashboard-linter asks of queries. */
export const TARGET_RULES: readonly Rule[] = [
  targetRule('target-promql-rule', ({ expr }) =>
    expr === '' ? 'it is empty' : readPromql(expr).problems[0],
  ),
  targetRule('target-rate-interval-rule', ({ expr }) => {
    const wrong = readPromql(expr).selectors.find(
      ({ call, range }) => (call === 'rate' || call === 'irate') && range !== '$__rate_interval',
    );
    return wrong && `${wrong.call}(${wrong.metric}[${wrong.range ?? ''}]) should be over $__rate_interval`;
  }),
  targetRule('target-job-rule', ({ expr }) => withMatcher(expr, 'job')),
  targetRule('target-instance-rule', ({ expr }) => withMatcher(expr, 'instance')),
  targetRule('target-counter-agg-rule', ({ expr }) => {
    const wrong = readPromql(expr).selectors.find(
      ({ metric, call }) => COUNTER.test(metric) && !OF_COUNTERS.has(call ?? ''),
    );
    return wrong && `${wrong.metric} grows for ever: take its rate or increase`;
  }),
];

function withMatcher(expr: string, label: string): string | undefined {
  const wrong = readPromql(expr).selectors.find(
    ({ matchers }) => !matchers.some((each) => each.label === label && each.value === `$${label}`),
  );
  return wrong && `${wrong.metric} is not chosen by ${label}=~"$${label}"`;
}
