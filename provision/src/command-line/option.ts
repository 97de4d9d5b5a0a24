/** What an option's text means, or why it means nothing. */
export type OptionValue<Value> = { readonly value: Value } | { readonly refused: string };

/** One option of a command: how it is written, documented and read. */
export interface Option<Value> {
  /** What stands for its value in the help; undefined for a switch. */
  readonly placeholder: string | undefined;
  readonly short?: string;
  /** One sentence without a full stop. */
  readonly summary: string;
  /** The value where the option is not given. */
  readonly fallback: Value;
  readonly read: (text: string) => OptionValue<Value>;
}

/** The options of a command by their long name. */
export type Options = Readonly<Record<string, Option<unknown>>>;

/** The values of a command's options, by their long name. */
export type OptionValues<Given extends Options> = {
  readonly [Name in keyof Given]: Given[Name] extends Option<infer Value> ? Value : never;
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

/** Any text that is not empty. */
export function text(placeholder: string, summary: string): Option<string | undefined> {
  const read = (given: string) => (given === '' ? { refused: 'must not be empty' } : { value: given });
  return { placeholder, summary, fallback: undefined, read };
}

/** One of a few words. */
export function choice<const Word extends string>(
  placeholder: string,
  summary: string,
  words: readonly [Word, ...Word[]],
): Option<Word> {
  return {
    placeholder,
    summary,
    fallback: words[0],
    read: (given) => {
      const word = words.find((each) => each === given);
      return word === undefined
        ? { refused: `must be ${words.join(' or ')}, not \`${given}\`` }
        : { value: word };
    },
  };
}

/** A whole number within limits, both included. */
export function wholeNumber<const Fallback extends number | undefined>(
  placeholder: string,
  summary: string,
  limits: { readonly least: number; readonly most: number; readonly fallback: Fallback },
): Option<number | Fallback> {
  const { least, most, fallback } = limits;
  return {
    placeholder,
    summary,
    fallback,
    read: (given) => {
      const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
      if (value >= least && value <= most) return { value };
      return { refused: `must be a whole number from ${least} to ${most}, not \`${given}\`` };
    },
  };
}
