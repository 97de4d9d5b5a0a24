import type { Panel } from '../data/dashboard-file.ts';

/** Colors of Grafana by name, and those of series without a name: dark enough on white, bright enough on black. */
const COLORS: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  green: ['#2f8a3a', '#73bf69'],
  orange: ['#d9700a', '#ff9830'],
  red: ['#cf2a3b', '#f2495c'],
  blue: ['#2563c9', '#5794f2'],
  quiet: ['#7b808a', '#8e939c'],
  s3: ['#8b3fc4', '#b877d9'],
  s4: ['#b8890b', '#f2cc0c'],
  s5: ['#0f8f9c', '#5ad4e0'],
  s6: ['#c2307e', '#ff78b8'],
  s7: ['#6b4a2b', '#c9a27a'],
  on: ['#ffffff', '#111217'],
  page: ['#f4f5f5', '#111217'],
  card: ['#ffffff', '#181b1f'],
  edge: ['#e2e4e8', '#2c3037'],
  grid: ['#e9ebee', '#262a30'],
  ink: ['#24292f', '#d5d9e0'],
  faint: ['#6a707a', '#8e939c'],
};

/** What series without a color of their own get, in this order. */
const PALETTE = ['blue', 'orange', 'green', 's3', 's4', 's5', 's6', 's7'];

/** The style sheet of a picture: light, and dark where the reader's system is. */
export function styleSheet(): string {
  const variables = (index: 0 | 1) =>
    Object.entries(COLORS)
      .map(([name, pair]) => `--${name}:${pair[index]}`)
      .join(';');
  return [
    `:root{${variables(0)}}`,
    `@media(prefers-color-scheme:dark){:root{${variables(1)}}}`,
    'text{font-family:Inter,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}',
    '.text{fill:var(--ink)}.faint{fill:var(--faint)}.on{fill:var(--on)}',
    '.page{fill:var(--page)}.card{fill:var(--card);stroke:var(--edge)}',
    '.grid{stroke:var(--grid);stroke-width:1}.rest{fill:var(--grid)}',
    '.line{fill:none;stroke-width:1.6;stroke-linejoin:round}',
  ].join('');
}

/** A color of the palette or of Grafana's names, as CSS; a color in figures stays what it is. */
export function css(color: string): string {
  if (color === '#8e8e8e') return 'var(--quiet)';
  return color in COLORS ? `var(--${color})` : color;
}

/** The colors of series: what an override says of a name, else the next one of the palette that no override has taken. */
export function seriesColors(panel: Panel, names: readonly string[]): readonly string[] {
  const own = names.map((name) => overrideColor(panel, name));
  const free = PALETTE.filter((color) => !own.includes(color));
  let next = 0;
  return own.map((color) => css(color ?? free[next++ % free.length] ?? 'blue'));
}

/** What an override says of a series' color; undefined where none does. */
export function overrideColor({ fieldConfig }: Pick<Panel, 'fieldConfig'>, name: string): string | undefined {
  for (const { matcher, properties } of fieldConfig.overrides) {
    const pattern = /^\/(.*)\/$/.exec(String(matcher.options))?.[1];
    if (matcher.id !== 'byRegexp' || pattern === undefined || !new RegExp(pattern).test(name)) continue;
    const color = properties.find(({ id }) => id === 'color')?.value as { fixedColor?: string } | undefined;
    if (color?.fixedColor !== undefined) return color.fixedColor;
  }
  return undefined;
}

/** The color of the step that a value has reached. */
export function stepColor({ fieldConfig }: Panel, value: number): string {
  const { steps } = fieldConfig.defaults.thresholds;
  return css(steps.findLast((step) => step.value === null || value >= step.value)?.color ?? 'green');
}
