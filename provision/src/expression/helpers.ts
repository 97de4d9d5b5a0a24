import { kindOf } from '../source/issue-text.ts';
import { descend } from './scope.ts';

/** What a helper gives back: a value, or why it cannot be had from these arguments. */
export type HelperResult = { readonly value: unknown } | { readonly refused: string };

/** A function that templates may call. */
export interface Helper {
  /** Its arguments as the documentation shows them. */
  readonly signature: string;
  /** What comes back, one sentence. */
  readonly summary: string;
  readonly arity: { readonly least: number; readonly most: number };
  /** How many of the first arguments may resolve to nothing, and are then undefined. @default 0 */
  readonly optionalArguments?: number;
  readonly call: (...args: readonly unknown[]) => HelperResult;
}

/** Helpers by the name under which templates call them. */
export type Helpers = ReadonlyMap<string, Helper>;

/** Text that stands as it is: a helper has already made it fit for the file that is written. */
export class VerbatimText {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What counts as true in `{{#if}}`, `and`, `or` and `not`: everything but false, null, "", 0, [] and {}. */
export function isTruthy(value: unknown): boolean {
  if (typeof value === 'object' && value !== null) return Object.keys(value).length > 0;
  return Boolean(value);
}

/** The helpers of every template. The list is closed: a stage may add its own few, and documents them. */
export const TEMPLATE_HELPERS: Helpers = new Map<string, Helper>([
  [
    'eq',
    {
      signature: 'eq A B',
      summary: 'true when both are the same text, number, boolean or null',
      arity: { least: 2, most: 2 },
      call: (a, b) => ({ value: a === b }),
    },
  ],
  [
    'not',
    {
      signature: 'not A',
      summary: 'true when A counts as false',
      arity: { least: 1, most: 1 },
      call: (a) => ({ value: !isTruthy(a) }),
    },
  ],
  [
    'and',
    {
      signature: 'and A B…',
      summary: 'true when all count as true',
      arity: { least: 2, most: Infinity },
      call: (...args) => ({ value: args.every(isTruthy) }),
    },
  ],
  [
    'or',
    {
      signature: 'or A B…',
      summary: 'true when one counts as true',
      arity: { least: 2, most: Infinity },
      call: (...args) => ({ value: args.some(isTruthy) }),
    },
  ],
  [
    'default',
    {
      signature: 'default A B',
      summary: 'A where it resolves to something other than null, else B',
      arity: { least: 2, most: 2 },
      optionalArguments: 1,
      call: (a, b) => ({ value: a ?? b }),
    },
  ],
  [
    'lookup',
    {
      signature: 'lookup MAP KEY',
      summary: 'the value under a key, or the item at an index, that is itself computed',
      arity: { least: 2, most: 2 },
      call: (container, key) => {
        const found = descend(container, [String(key)]);
        return found.isFound
          ? { value: found.value }
          : { refused: `there is no ${JSON.stringify(key)} in it` };
      },
    },
  ],
  [
    'join',
    {
      signature: 'join LIST SEPARATOR',
      summary: 'the items of a list as one text',
      arity: { least: 2, most: 2 },
      call: (list, separator) => {
        if (!Array.isArray(list))
          return { refused: `its first argument must be a list, this is ${kindOf(list)}` };
        const bad = list.find((item) => typeof item === 'object');
        if (bad !== undefined) return { refused: `an item of the list is ${kindOf(bad)}, not text` };
        return { value: list.map(String).join(String(separator)) };
      },
    },
  ],
  [
    'lower',
    {
      signature: 'lower TEXT',
      summary: 'the text in lower case',
      arity: { least: 1, most: 1 },
      call: (text) => ofText(text, (each) => each.toLowerCase()),
    },
  ],
  [
    'upper',
    {
      signature: 'upper TEXT',
      summary: 'the text in upper case',
      arity: { least: 1, most: 1 },
      call: (text) => ofText(text, (each) => each.toUpperCase()),
    },
  ],
  [
    'json',
    {
      signature: 'json VALUE',
      summary: 'any value as JSON on one line',
      arity: { least: 1, most: 1 },
      call: (value) => ({ value: JSON.stringify(value) }),
    },
  ],
  [
    'base64',
    {
      signature: 'base64 TEXT',
      summary: 'the UTF-8 bytes of the text in base64',
      arity: { least: 1, most: 1 },
      call: (text) => ofText(text, (each) => Buffer.from(each, 'utf8').toString('base64')),
    },
  ],
  [
    'from_base64',
    {
      signature: 'from_base64 TEXT',
      summary: 'the UTF-8 text that base64 stands for, such as the content that slurp gives',
      arity: { least: 1, most: 1 },
      call: (text) => ofText(text, (each) => Buffer.from(each, 'base64').toString('utf8')),
    },
  ],
  [
    'cel',
    {
      signature: "cel 'EXPRESSION'",
      summary: "what an expression of the language of conditions gives: `cel 'port + 1'`",
      arity: { least: 1, most: 1 },
      // The walker evaluates it over the variables: a helper sees its arguments alone.
      call: () => ({ refused: 'its argument must be a text in quotes' }),
    },
  ],
]);

function ofText(value: unknown, change: (text: string) => string): HelperResult {
  if (typeof value === 'string') return { value: change(value) };
  return { refused: `text is expected, this is ${kindOf(value)}` };
}
