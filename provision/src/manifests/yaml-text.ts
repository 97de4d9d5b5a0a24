import { VerbatimText } from '../expression/helpers.ts';
import type { Written } from '../expression/render.ts';
import { kindOf } from '../source/issue-text.ts';

/**
 * Writes a value of lab.yml into the text of a YAML file so that YAML reads the same value back: escaped as the quotes
 * around it ask for, and refused where there are none and YAML would read something else.
 */
export function writeYamlValue(value: unknown, lineSoFar: string): Written {
  const context = quotingAt(lineSoFar);
  if (value instanceof VerbatimText) {
    if (context === 'plain') return { text: value.text };
    return { refused: '`yaml` writes its own quotes: take away the ones around it' };
  }
  if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean') {
    return { refused: `text is expected here, this is ${kindOf(value)}`, hint: 'write it with {{yaml …}}' };
  }
  const text = String(value);
  switch (context) {
    case 'double':
      return { text: JSON.stringify(text).slice(1, -1) };
    case 'single':
      if (/[\r\n]/.test(text))
        return { refused: 'a text of several lines stands in single quotes', hint: YAML_HINT };
      return { text: text.replaceAll("'", "''") };
    case 'comment':
      return { text: text.replace(/\s+/g, ' ') };
    case 'plain':
      if (typeof value !== 'string' || isPlainSafe(text, /(^|[\s[{,])$/.test(lineSoFar))) return { text };
      return {
        refused: `${JSON.stringify(text)} would be read as something else without quotes`,
        hint: YAML_HINT,
      };
  }
}

const YAML_HINT = 'put quotes around the {{…}}, or write it with {{yaml …}}';

type Quoting = 'plain' | 'single' | 'double' | 'comment';

/** Inside what kind of quotes the next character of a line stands. Quotes that span lines are not seen. */
function quotingAt(line: string): Quoting {
  let state: Quoting = 'plain';
  for (let index = 0; index < line.length; index++) {
    const character = line[index];
    const isTokenStart = index === 0 || /[\s[{,:]/.test(line[index - 1] ?? '');
    if (state === 'single' && character === "'") {
      if (line[index + 1] === "'") index++;
      else state = 'plain';
    } else if (state === 'double' && character === '\\') index++;
    else if (state === 'double' && character === '"') state = 'plain';
    else if (state === 'plain' && isTokenStart) {
      if (character === "'") state = 'single';
      else if (character === '"') state = 'double';
      else if (character === '#') return 'comment';
    }
  }
  return state;
}

/** Whether a text without quotes is that text to YAML, alone or as a part of a longer plain scalar. */
function isPlainSafe(text: string, isScalarStart: boolean): boolean {
  if (!/^[\w./@+*=~^$()|;-][\w./@+*=~^$()|;:-]*$/.test(text) || text.endsWith(':')) return false;
  if (!isScalarStart) return true;
  // Kubernetes reads YAML 1.1, where `yes`, 1_000, 12:30 and 2026-01-01 are no texts either.
  const isOtherType =
    /^(~|null|true|false|y|n|yes|no|on|off|[-+]?\.(inf|nan)|[-+]?\.?\d[\d_.:a-f+-]*|[-+]?0[xob][\da-f_]+)$/i.test(
      text,
    );
  return !isOtherType && !/^[-@*|]/.test(text);
}
