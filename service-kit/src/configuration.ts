import { z } from 'zod';

/** One environment variable that cannot be used as it is. */
export interface ConfigurationProblem {
  readonly name: string;
  /** The text that was given; undefined where the variable is required and missing. */
  readonly given: string | undefined;
  readonly expected: string;
}

/** Thrown by `readConfiguration` with every problem of the environment, so that one restart mends them all. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError';
  readonly code = 'invalid-configuration';
  readonly problems: readonly ConfigurationProblem[];

  constructor(problems: readonly ConfigurationProblem[]) {
    super(['The environment cannot be used:', ...problems.map(describe)].join('\n'));
    this.problems = problems;
  }
}

/**
 * The typed configuration that `schema` reads from the variables it names; other variables are none of its business.
 * An empty variable counts as unset, as compose files write `${NAME:-}`.
 *
 * @throws {ConfigurationError} with all problems at once
 */
export function readConfiguration<Schema extends z.ZodObject>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const given = Object.fromEntries(
    Object.keys(schema.shape).flatMap((name) => (env[name] ? [[name, env[name]]] : [])),
  );
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new ConfigurationError(
    result.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      return { name, given: given[name], expected: issue.message };
    }),
  );
}

/** A variable that holds a whole number in decimal digits, `least` to `most`. */
export function wholeNumber(least: number, most: number): z.ZodType<number, string> {
  const expected = `a whole number from ${least} to ${most}`;
  return z
    .string({ error: expected })
    .regex(/^\d{1,15}$/, { error: expected, abort: true })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error: expected });
}

/** A variable that holds a time in seconds, with a decimal point where wanted (`0.5`). */
export function seconds(most: number): z.ZodType<number, string> {
  const expected = `a number of seconds from 0 to ${most}`;
  return z
    .string({ error: expected })
    .regex(/^\d{1,9}(\.\d{1,6})?$/, { error: expected, abort: true })
    .transform(Number)
    .refine((value) => value <= most, { error: expected });
}

/**
 * A variable that holds a TCP port; 0 lets the system choose. Kubernetes writes `NAME_PORT=tcp://…` into every pod for
 * a Service called `name`, which is the usual cause of a wrong one.
 */
export function portNumber(): z.ZodType<number, string> {
  const expected =
    'a port from 0 to 65535 (a value like tcp://… comes from Kubernetes: set the variable in the pod, or enableServiceLinks: false)';
  return z
    .string({ error: expected })
    .regex(/^\d{1,5}$/, { error: expected, abort: true })
    .transform(Number)
    .refine((value) => value <= 65_535, { error: expected });
}

function describe({ name, given, expected }: ConfigurationProblem): string {
  return `  ${name}: expected ${expected}, ${given === undefined ? 'it is not set' : `got ${JSON.stringify(given)}`}`;
}
