import { FieldColorModeId } from '@grafana/grafana-foundation-sdk/dashboard';
import type { DynamicConfigValue } from '@grafana/grafana-foundation-sdk/dashboard';

/** Names of Grafana's palette, each with the one meaning that it has on all dashboards. */
export const COLORS = {
  good: 'green',
  doubtful: 'orange',
  bad: 'red',
  plain: 'blue',
  quiet: '#8e8e8e',
  stable: 'blue',
  canary: 'orange',
} as const;

/** A color for every series whose name fits a regular expression; the rest keeps Grafana's palette. */
export interface SeriesColor {
  readonly pattern: string;
  readonly color: string;
}

/** The releases of lab.yml as it is delivered, by the first word of a legend; others get colors of the palette. */
export const RELEASE_COLORS: readonly SeriesColor[] = [
  { pattern: '/^v1\\b/', color: COLORS.stable },
  { pattern: '/^v2\\b/', color: COLORS.canary },
];

/** Verdicts, wherever they stand in a legend. */
export const VERDICT_COLORS: readonly SeriesColor[] = [
  { pattern: '/phishing/', color: COLORS.bad },
  { pattern: '/legitimate/', color: COLORS.good },
];

/** Votes, wherever they stand in a legend. */
export const VOTE_COLORS: readonly SeriesColor[] = [
  { pattern: '/disagree/', color: COLORS.bad },
  { pattern: '/(^| )agree/', color: COLORS.good },
];

/** HTTP statuses by class. */
export const STATUS_COLORS: readonly SeriesColor[] = [
  { pattern: '/\\b[23]\\d\\d\\b/', color: COLORS.good },
  { pattern: '/\\b4\\d\\d\\b/', color: COLORS.doubtful },
  { pattern: '/\\b5\\d\\d\\b/', color: COLORS.bad },
];

/** The properties of an override that gives a series a color. */
export function fixedColor(color: string): DynamicConfigValue[] {
  return [{ id: 'color', value: { mode: FieldColorModeId.Fixed, fixedColor: color } }];
}
