import type { Section } from '../layout.ts';
import { RELEASE_COLORS } from '../panels/colors.ts';
import { table } from '../panels/table.ts';
import { timeSeries } from '../panels/time-series.ts';
import { countIn, perSecond, quantile, share } from '../promql/build.ts';
import { JUDGED, VISITED, select } from '../selectors.ts';
import { WINDOW } from './rule.ts';

const BY_RELEASE = ['release'];
const BY_PAIR = ['release', 'model', 'model_version'];

/** Series of the app of both releases. */
function ofBoth(metric: string, ...matchers: readonly string[]): string {
  return select(metric, 'job="app"', 'release=~"$stable|$canary"', ...matchers);
}

/** The two releases side by side: all that is counted of both, judged or not. */
export function behaviour(): Section {
  return {
    title: 'Side by side',
    lines: [
      {
        height: 4,
        panels: [
          [14, sideBySide()],
          [10, pairs()],
        ],
      },
      {
        height: 8,
        panels: [
          [8, requests()],
          [8, phishing()],
          [8, agreement()],
        ],
      },
    ],
  };
}

function sideBySide() {
  const asked = countIn(WINDOW, ofBoth('http_requests_total', VISITED), BY_RELEASE);
  const failed = countIn(WINDOW, ofBoth('http_requests_total', VISITED, 'status=~"5.."'), BY_RELEASE);
  const buckets = ofBoth('http_request_duration_seconds_bucket', JUDGED);
  const verdicts = countIn(WINDOW, ofBoth('predictions_total'), BY_RELEASE);
  const found = countIn(WINDOW, ofBoth('predictions_total', 'label="phishing"'), BY_RELEASE);
  const votes = countIn(WINDOW, ofBoth('feedback_total'), BY_RELEASE);
  const agreed = countIn(WINDOW, ofBoth('feedback_total', 'vote="agree"'), BY_RELEASE);
  return table({
    title: 'Both releases over the window',
    description: 'What is judged (failed, time) and what is only shown (phishing, agreement).',
    keys: { release: 'Release' },
    columns: [
      { title: 'Requests', expr: asked, unit: 'locale', decimals: 0 },
      { title: 'Failed', expr: share(failed, asked), unit: 'percentunit', decimals: 2 },
      { title: 'Half within', expr: quantile(0.5, buckets, BY_RELEASE, WINDOW), unit: 's', decimals: 1 },
      { title: '95 of 100', expr: quantile(0.95, buckets, BY_RELEASE, WINDOW), unit: 's', decimals: 1 },
      { title: 'Phishing', expr: `${found} / ${verdicts}`, unit: 'percentunit', decimals: 1 },
      { title: 'Agree', expr: `${agreed} / ${votes}`, unit: 'percentunit', decimals: 0 },
    ],
  });
}

function pairs() {
  return table({
    title: 'Who answered whom',
    description:
      'Each release of the app and the models that judged for it: one row a release, or the pairing is broken.',
    keys: { release: 'App', model: 'Model', model_version: 'Version' },
    columns: [
      {
        title: 'Verdicts',
        expr: `${countIn(WINDOW, ofBoth('predictions_total'), BY_PAIR)} > 0`,
        unit: 'locale',
        decimals: 0,
      },
    ],
  });
}

function requests() {
  return timeSeries({
    title: 'Requests',
    description: 'What visitors ask of each release, a second.',
    unit: 'reqps',
    isStacked: true,
    queries: [{ expr: perSecond(ofBoth('http_requests_total', VISITED), BY_RELEASE), legend: '{{release}}' }],
    colors: RELEASE_COLORS,
  });
}

function phishing() {
  const found = perSecond(ofBoth('predictions_total', 'label="phishing"'), BY_RELEASE);
  return timeSeries({
    title: 'Part that is phishing',
    description:
      'Visitors of both releases ask about the same kinds of addresses: a gap is a difference of the models.',
    unit: 'percentunit',
    max: 1,
    queries: [
      { expr: `${found} / ${perSecond(ofBoth('predictions_total'), BY_RELEASE)}`, legend: '{{release}}' },
    ],
    colors: RELEASE_COLORS,
  });
}

function agreement() {
  const agreed = countIn(WINDOW, ofBoth('feedback_total', 'vote="agree"'), BY_RELEASE);
  return timeSeries({
    title: 'Part that agrees',
    description: 'Of all votes within the window. Votes are few: this one moves slowly and late.',
    unit: 'percentunit',
    max: 1,
    queries: [
      {
        expr: `${agreed} / ${countIn(WINDOW, ofBoth('feedback_total'), BY_RELEASE)}`,
        legend: '{{release}}',
      },
    ],
    colors: RELEASE_COLORS,
  });
}
