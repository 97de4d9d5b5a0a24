/** An expression in JavaScript's syntax with the flags that it needs, or what is wrong with it. */
export type Translated = { readonly source: string; readonly flags: string } | { readonly error: string };

// RE2's own limit for the numbers in `a{n,m}`.
const MOST_REPEATS = 1000;

const POSIX_CLASSES: Readonly<Record<string, string>> = {
  alnum: '0-9A-Za-z',
  alpha: 'A-Za-z',
  digit: '0-9',
  lower: 'a-z',
  upper: 'A-Z',
  space: String.raw`\t\n\v\f\r `,
  punct: String.raw`!-\/:-@\[-\x60\{-~`,
  word: '0-9A-Za-z_',
  xdigit: '0-9A-Fa-f',
};

// Tried in this order at each place; the first that fits takes its text.
const TOKENS: readonly { readonly form: RegExp; readonly write: (text: string, rest: string) => Written }[] =
  [
    { form: /\[\^?\]?(?:\[:\^?\w+:\]|\\[^]|[^\]\\])*\]/y, write: writeClass },
    { form: /\\(?:x\{[0-9A-Fa-f]{1,6}\}|x[0-9A-Fa-f]{2}|[^])/y, write: writeEscape },
    { form: /\(\?P?<([A-Za-z_]\w*)>/y, write: (text) => text.replace('?P<', '?<') },
    { form: /\(\?[ims]*(?:-[ims]+)?:/y, write: (text) => text },
    { form: /\(\?[^]?/y, write: (text) => ({ error: `RE2 has no group that begins with \`${text}\`` }) },
    { form: /(?:[*+?]|\{\d+(?:,\d*)?\})\??/y, write: writeRepetition },
    { form: /[^]/y, write: (text) => (/[{}\]/]/.test(text) ? `\\${text}` : text) },
  ];

type Written = string | { readonly error: string };

/** An RE2 expression in JavaScript's syntax (flag `u`). */
export function translate(pattern: string): Translated {
  const [, flags = ''] = /^\(\?([is]+)\)/.exec(pattern) ?? [];
  let at = flags === '' ? 0 : flags.length + 3;
  let source = '';
  while (at < pattern.length) {
    const [text, written] = next(pattern, at);
    if (typeof written !== 'string') return written;
    source += written;
    at += text.length;
  }
  return { source, flags: [...new Set(flags)].join('') };
}

function next(pattern: string, at: number): readonly [text: string, written: Written] {
  for (const { form, write } of TOKENS) {
    form.lastIndex = at;
    const text = form.exec(pattern)?.[0];
    if (text !== undefined) return [text, write(text, pattern.slice(at + text.length))];
  }
  return ['', { error: 'the expression cannot be read' }];
}

function writeRepetition(text: string, rest: string): Written {
  if (/^([*+?]|\{\d+(,\d*)?\})/.test(rest)) return { error: `RE2 has no repetition \`${text}${rest[0]}\`` };
  const numbers = text.match(/\d+/g) ?? [];
  if (numbers.some((each) => Number(each) > MOST_REPEATS))
    return { error: `RE2 repeats at most ${MOST_REPEATS} times` };
  return text;
}

function writeEscape(text: string): Written {
  const what = text.slice(1);
  if (/^[dDwWtnrfv]$/.test(what) || /^[bB]$/.test(what)) return text;
  if (what === 's') return String.raw`[\t\n\f\r ]`;
  if (what === 'S') return String.raw`[^\t\n\f\r ]`;
  if (what === 'A') return '^';
  if (what === 'z') return '$';
  if (what === 'a') return String.raw`\x07`;
  if (what.startsWith('x{')) return `\\u${what.slice(1)}`;
  if (what.startsWith('x')) return text;
  if (/^[1-9]$/.test(what)) return { error: `RE2 has no back-reference \`${text}\`` };
  if (/^[!-/:-@[-`{-~]$/.test(what)) return /^[\\^$.*+?()[\]{}|/]$/.test(what) ? text : plain(what);
  return { error: `the escape \`${text}\` is not known here` };
}

function writeClass(text: string): Written {
  const isNegated = text.startsWith('[^');
  const inner = text.slice(isNegated ? 2 : 1, -1);
  const parts = inner.match(/\[:\^?\w+:\]|\\x\{[0-9A-Fa-f]+\}|\\x[0-9A-Fa-f]{2}|\\[^]|[^]/g) ?? [];
  let source = '';
  for (const part of parts) {
    const written = writeClassPart(part);
    if (typeof written !== 'string') return written;
    source += written;
  }
  return `[${isNegated ? '^' : ''}${source}]`;
}

function writeClassPart(part: string): Written {
  const posix = /^\[:(\w+):\]$/.exec(part)?.[1];
  if (posix !== undefined) return POSIX_CLASSES[posix] ?? { error: `RE2 has no class \`${part}\`` };
  if (part === String.raw`\s`) return String.raw`\t\n\f\r `;
  if (part === String.raw`\-`) return part;
  if (part.startsWith('\\'))
    return /^\\[SbBAz]$/.test(part) ? { error: `\`${part}\` is not known in a class` } : writeEscape(part);
  return /^[[\]{}()/|]$/.test(part) ? `\\${part}` : part;
}

function plain(character: string): string {
  return `\\x${(character.codePointAt(0) ?? 0).toString(16).padStart(2, '0')}`;
}
