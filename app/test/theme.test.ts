import { readFileSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

type Tokens = ReadonlyMap<string, string>;

const CSS = readFileSync(new URL('../src/page/theme.css', import.meta.url), 'utf8');
const [LIGHT = '', DARK = ''] = CSS.split('@media (prefers-color-scheme: dark)');

/** The colours of one release in one scheme; a later rule wins, as in a browser. */
function tokensOf(scheme: 'light' | 'dark', release: 'v1' | 'v2'): Tokens {
  const tokens = new Map<string, string>();
  for (const part of scheme === 'light' ? [LIGHT] : [LIGHT, DARK]) {
    for (const [, selector = '', body = ''] of part.matchAll(/(:root[^{]*)\{([^}]*)\}/g)) {
      if (selector.includes('data-release') && !selector.includes(release)) continue;
      for (const [, name = '', colour = ''] of body.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g))
        tokens.set(name, colour);
    }
  }
  return tokens;
}

// WCAG 2.2: relative luminance and contrast ratio.
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map((start) => Number.parseInt(colour.slice(start, start + 2), 16) / 255)
    .map((channel) => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(tokens: Tokens, above: string, below: string): number {
  const [lighter = 0, darker = 0] = [above, below]
    .map((name) => luminance(tokens.get(name) ?? ''))
    .toSorted((a, b) => b - a);
  return (lighter + 0.05) / (darker + 0.05);
}

const TEXT_PAIRS = [
  ['ink', 'page'],
  ['ink', 'surface'],
  ['ink', 'sunken'],
  ['ink', 'danger-surface'],
  ['ink', 'safe-surface'],
  ['ink', 'warn-surface'],
  ['soft', 'page'],
  ['soft', 'surface'],
  ['accent', 'page'],
  ['accent', 'surface'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['danger', 'page'],
  ['danger', 'surface'],
  ['danger', 'danger-surface'],
  ['safe', 'page'],
  ['safe', 'surface'],
  ['safe', 'safe-surface'],
  ['warn', 'warn-surface'],
] as const;
const CONTROL_PAIRS = [
  ['control', 'page'],
  ['control', 'surface'],
  ['danger', 'sunken'],
  ['safe', 'sunken'],
] as const;

describe.each([
  ['light', 'v1'],
  ['light', 'v2'],
  ['dark', 'v1'],
  ['dark', 'v2'],
] as const)('%s %s', (scheme, release) => {
  const tokens = tokensOf(scheme, release);

  test.each(TEXT_PAIRS)('text: %s on %s has 4.5 : 1', (above, below) => {
    expect(contrast(tokens, above, below)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(CONTROL_PAIRS)('controls and marks: %s on %s has 3 : 1', (above, below) => {
    expect(contrast(tokens, above, below)).toBeGreaterThanOrEqual(3);
  });
});

test('the releases can be told apart by their accent', () => {
  expect(tokensOf('light', 'v1').get('accent')).not.toBe(tokensOf('light', 'v2').get('accent'));
  expect(tokensOf('dark', 'v1').get('accent')).not.toBe(tokensOf('dark', 'v2').get('accent'));
});
