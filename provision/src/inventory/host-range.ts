/** The names of a range, or what is wrong with it. */
export type ExpandedRange =
  { readonly names: readonly string[] } | { readonly mistake: string; readonly hint: string };

/** More names than this are a slip of the keyboard, not a lab. */
const MOST_NAMES = 10_000;

/**
 * The host names that a key of the inventory stands for: `node[1:3]` is node1, node2 and node3; `n[01:10]` keeps the
 * zeros, `n[0:8:2]` counts by two, `db-[a:c]` counts letters; several ranges multiply. Any other name is itself.
 */
export function expandRange(name: string): ExpandedRange {
  const open = name.indexOf('[');
  const close = name.indexOf(']', open);
  if (open === -1 && close === -1) return { names: [name] };
  if (open === -1 || close === -1) return mistake(`\`${name}\` has one of [ and ], not both`);
  const range = name.slice(open + 1, close);
  const values = rangeValues(range);
  if (values === undefined) return mistake(`\`[${range}]\` is no range that can be counted`);
  const rest = expandRange(name.slice(close + 1));
  if ('mistake' in rest) return rest;
  if (values.length * rest.names.length > MOST_NAMES) {
    return mistake(`\`${name}\` stands for more than ${MOST_NAMES} names`);
  }
  const before = name.slice(0, open);
  return { names: values.flatMap((value) => rest.names.map((end) => `${before}${value}${end}`)) };
}

function mistake(message: string): ExpandedRange {
  return {
    mistake: message,
    hint: 'a range is written `node[1:3]`, `node[01:10]`, `node[0:8:2]` or `node[a:c]`',
  };
}

function rangeValues(range: string): readonly string[] | undefined {
  const parts = /^(\w+):(\w+)(?::(\d+))?$/.exec(range);
  const [, from = '', to = '', by = '1'] = parts ?? [];
  const step = Number(by);
  if (!parts || step === 0) return undefined;
  if (/^\d+$/.test(from) && /^\d+$/.test(to)) {
    const width = from.startsWith('0') && from.length > 1 ? from.length : 0;
    if (width > 0 && to.length !== width) return undefined;
    return count(Number(from), Number(to), step)?.map((value) => String(value).padStart(width, '0'));
  }
  const areLetters = /^([a-z]:[a-z]|[A-Z]:[A-Z])$/.test(`${from}:${to}`);
  if (!areLetters) return undefined;
  return count(from.charCodeAt(0), to.charCodeAt(0), step)?.map((code) => String.fromCharCode(code));
}

function count(from: number, to: number, step: number): readonly number[] | undefined {
  if (to < from || (to - from) / step >= MOST_NAMES) return undefined;
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + index * step);
}
