import type { SyntaxNode } from '@lezer/common';
import { parser } from '@prometheus-io/lezer-promql';

/** A condition on a label: `status=~"5.."`. */
export interface Matcher {
  readonly label: string;
  readonly operator: string;
  readonly value: string;
}

/** One place where a query names a metric. */
export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
  /** What stands between the brackets, where there are some. */
  readonly range: string | undefined;
  /** The function that the series go into at once, where there is one. */
  readonly call: string | undefined;
}

/** What a query says. */
export interface PromqlQuery {
  readonly problems: readonly string[];
  readonly selectors: readonly Selector[];
  /** Labels that the query groups or joins by. */
  readonly groupLabels: readonly string[];
  /** Labels by which the outermost aggregation tells series apart. */
  readonly resultLabels: readonly string[];
}

/** Functions that need series over a time, not values of now. */
const OVER_TIME = /^(rate|irate|increase|delta|deriv|changes|resets)$|_over_time$/;
/** What stands in for a length of time of Grafana; no query of ours has this one itself. */
const STAND_IN = '7m';

/** Reads PromQL with Grafana's variables in it. Beyond the grammar: what a function takes, series or their past. */
export function readPromql(expr: string): PromqlQuery {
  const ranges: string[] = [];
  // `[$__rate_interval]` is no PromQL; what stood there is put back below, in the order of the text.
  const text = expr.replaceAll(/\[(\$\w+)\]/g, (_, variable: string) => {
    ranges.push(variable);
    return `[${STAND_IN}]`;
  });
  const problems: string[] = [];
  const selectors: Selector[] = [];
  const groupLabels: string[] = [];
  const resultLabels: string[] = [];
  let isInAggregate = false;
  parser.parse(text).iterate({
    enter: ({ node, name, type, from, to }) => {
      if (type.isError) problems.push(`at “${text.slice(Math.max(from - 10, 0), to + 10)}” it is no PromQL`);
      else if (name === 'VectorSelector') {
        const selector = selectorAt(node, text, ranges);
        selectors.push(selector);
        problems.push(...misuse(selector));
      } else if (name === 'MatrixSelector' && node.firstChild?.name !== 'VectorSelector') {
        // The grammar takes `a + b[5m]` as the past of a sum, which Prometheus does not know.
        problems.push(`at “${text.slice(from, to)}” the brackets follow no series`);
      } else if (name === 'GroupingLabels') {
        const labels = node.getChildren('LabelName').map((each) => text.slice(each.from, each.to));
        groupLabels.push(...labels);
        if (!isInAggregate && node.parent?.name === 'AggregateModifier') {
          resultLabels.push(...labels.filter((label) => label !== 'le' || !isQuantile(text)));
          isInAggregate = true;
        }
      }
    },
  });
  return { problems, selectors, groupLabels, resultLabels };
}

function selectorAt(node: SyntaxNode, text: string, ranges: string[]): Selector {
  const word = (at: SyntaxNode | null | undefined) => (at ? text.slice(at.from, at.to) : '');
  const matchers = (node.getChild('LabelMatchers')?.getChildren('UnquotedLabelMatcher') ?? []).map(
    (each) => ({
      label: word(each.getChild('LabelName')),
      operator: word(each.getChild('MatchOp')),
      value: word(each.getChild('StringLiteral')).slice(1, -1),
    }),
  );
  const matrix = node.parent?.name === 'MatrixSelector' ? node.parent : undefined;
  const [written] = matrix ? (/[^[]+(?=\]$)/.exec(word(matrix)) ?? []) : [];
  const range = written === STAND_IN ? ranges.shift() : written;
  const body = (matrix ?? node).parent;
  const call =
    body?.parent?.name === 'FunctionCall' ? word(body.parent.getChild('FunctionIdentifier')) : undefined;
  return { metric: word(node.getChild('Identifier')), matchers, range, call };
}

function misuse({ metric, range, call = '' }: Selector): readonly string[] {
  if (OVER_TIME.test(call)) return range === undefined ? [`${call}(${metric}) needs a length of time`] : [];
  return range === undefined ? [] : [`${metric}[${range}] is a past, and ${call || 'nothing'} takes one`];
}

function isQuantile(text: string): boolean {
  return text.includes('histogram_quantile(');
}
