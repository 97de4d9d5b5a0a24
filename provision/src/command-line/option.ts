/** What an option's text means, or why it means nothing. */
export type OptionValue<Value> = { readonly value: Value } | { readonly refused: string };

/** One option of a command: how it is written, documented and read. */
export interface Option<Value> {
  /** What stands for its value in the help; undefined for a switch. */
  readonly placeholder: string | undefined;
  readonly short?: string;
  /** Other long names, which the help does not show. */
  readonly aliases?: readonly string[];
  /** One sentence without a full stop. */
  readonly summary: string;
  /** The value where the option is not given. */
  readonly fallback: Value;
  /** It may be given several times; each time it is read with the value so far. */
  readonly isRepeatable?: boolean;
  readonly read: (text: string, before: Value) => OptionValue<Value>;
}

/** The options of a command by their long name. */
// `never` stands where a value so far is taken: an option of any value fits.
export type Options = Readonly<Record<string, AnyOption>>;
export type AnyOption = Omit<Option<unknown>, 'read'> & {
  readonly read: (text: string, before: never) => OptionValue<unknown>;
};

/** The values of a command's options, by their long name. */
export type OptionValues<Given extends Options> = {
  readonly [Name in keyof Given]: Given[Name] extends {
    readonly fallback: infer Fallback;
    readonly read: (text: string, before: never) => OptionValue<infer Value>;
  }
    ? Fallback | Value
    : never;
};

/** A switch: true where it is given. */
export function flag(summary: string, short?: string): Option<boolean> {
  return {
    placeholder: undefined,
    summary,
    fallback: false,
    read: () => ({ value: true }),
    ...(short && { short }),
  };
}

/** A switch that says more each time it is given: how often it was. */
export function count(summary: string, short: string): Option<number> {
  return {
    placeholder: undefined,
    summary,
    short,
    fallback: 0,
    isRepeatable: true,
    read: (_text, before) => ({ value: before + 1 }),
  };
}

/** Any text that is not empty. */
export function text(placeholder: string, summary: string, short?: string): Option<string | undefined> {
  const read = (given: string) => (given === '' ? { refused: 'must not be empty' } : { value: given });
  return { placeholder, summary, fallback: undefined, read, ...(short && { short }) };
}

/** Texts, one each time the option is given. */
export function texts(placeholder: string, summary: string, short?: string): Option<readonly string[]> {
  return {
    placeholder,
    summary,
    fallback: [],
    isRepeatable: true,
    read: (given, before) =>
      given === '' ? { refused: 'must not be empty' } : { value: [...before, given] },
    ...(short && { short }),
  };
}

/** Words with commas between them; the option may be given several times. */
export function words(placeholder: string, summary: string, short?: string): Option<readonly string[]> {
  return {
    ...texts(placeholder, summary, short),
    read: (given, before) => {
      const parts = given.split(',').map((word) => word.trim());
      if (parts.includes('')) return { refused: `must be words with commas between them, not \`${given}\`` };
      return { value: [...before, ...parts] };
    },
  };
}

/** One of a few words. */
export function choice<const Word extends string>(
  placeholder: string,
  summary: string,
  choices: readonly [Word, ...Word[]],
): Option<Word> {
  return {
    placeholder,
    summary,
    fallback: choices[0],
    read: (given) => {
      const word = choices.find((each) => each === given);
      return word === undefined
        ? { refused: `must be ${choices.join(' or ')}, not \`${given}\`` }
        : { value: word };
    },
  };
}

/** A whole number within limits, both included. */
export function wholeNumber<const Fallback extends number | undefined>(
  placeholder: string,
  summary: string,
  limits: {
    readonly least: number;
    readonly most: number;
    readonly fallback: Fallback;
    readonly short?: string;
  },
): Option<number | Fallback> {
  const { least, most, fallback, short } = limits;
  return {
    placeholder,
    summary,
    fallback,
    read: (given) => {
      const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
      if (value >= least && value <= most) return { value };
      return { refused: `must be a whole number from ${least} to ${most}, not \`${given}\`` };
    },
    ...(short && { short }),
  };
}
