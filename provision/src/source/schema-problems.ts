import type { z } from 'zod';

import type { ProblemCode } from './codes.ts';
import { problemAt, problemAtKey } from './document.ts';
import type { Path, Sourced } from './document.ts';
import { describeIssue, kindOf } from './issue-text.ts';
import { knownKeys } from './known-keys.ts';
import { nearest, suggest } from './nearest.ts';
import type { Problem } from './problem.ts';

type Issue = z.core.$ZodIssue;

/** A value that a schema has read, or every problem with it; never both. */
export type Checked<Value> =
  | { readonly value: Value; readonly problems: readonly [] }
  | { readonly value: undefined; readonly problems: readonly Problem[] };

/** Reads a sourced value with a schema. `below` is the path of the part to read, the whole by default. */
export function checkSchema<Value>(
  schema: z.ZodType<Value>,
  source: Sourced,
  below: Path = [],
): Checked<Value> {
  const result = schema.safeParse(valueAt(source.value, below));
  if (result.success) return { value: result.data, problems: [] };
  return { value: undefined, problems: schemaProblems(result.error, schema, source, below) };
}

/** The issues of a schema as problems: at the value, or at the key where the key is what is wrong. */
export function schemaProblems(
  error: Pick<z.core.$ZodError, 'issues'>,
  schema: z.core.$ZodType,
  source: Sourced,
  below: Path = [],
): readonly Problem[] {
  const translate = (issue: Issue, prefix: Path): readonly Problem[] => {
    const path = [...prefix, ...issue.path];
    const value = valueAt(source.value, path);
    if (issue.code === 'unrecognized_keys') {
      const known = knownKeys(schema, path.slice(below.length));
      return issue.keys.map((key) => unknownKey(source, [...path, key], known));
    }
    if (issue.code === 'invalid_key') {
      return issue.issues.map((inner) =>
        problemAtKey(source, path, 'bad-value', describeIssue(inner, path.at(-1))),
      );
    }
    const branch =
      issue.code === 'invalid_union' && value !== undefined ? bestBranch(issue.errors) : undefined;
    if (branch) return branch.flatMap((inner) => translate(inner, path));
    const isMissing = value === undefined && path.length > below.length;
    if (isMissing) return [missingKey(source, path, issue)];
    return [problemAt(source, path, codeOf(issue), describeIssue(issue, value), valueHint(issue, value))];
  };
  return error.issues.flatMap((issue) => translate(issue, below));
}

function unknownKey(source: Sourced, path: Path, known: readonly string[]): Problem {
  const key = String(path.at(-1));
  const others = known.filter((each) => valueAt(source.value, [...path.slice(0, -1), each]) === undefined);
  // A key that is missing is what was meant most likely; one that stands there already, with a slip, is the next guess.
  const near = nearest(key, others) ?? nearest(key, known);
  const hint = near === undefined ? suggest(key, others) : `did you mean \`${near}\`?`;
  return problemAtKey(source, path, 'unknown-key', `unknown key \`${key}\``, hint);
}

function missingKey(source: Sourced, path: Path, issue: Issue): Problem {
  const message = `\`${String(path.at(-1))}\` is missing here: ${describeIssue(issue, undefined)}`;
  return problemAtKey(source, path, 'missing-key', message);
}

function codeOf(issue: Issue): ProblemCode {
  return issue.code === 'invalid_type' || issue.code === 'invalid_union' ? 'wrong-type' : 'bad-value';
}

function valueHint(issue: Issue, value: unknown): string | undefined {
  if (issue.code !== 'invalid_value' || typeof value !== 'string') return undefined;
  const hint = suggest(value, issue.values.map(String));
  return hint?.startsWith('did') === true ? hint : undefined;
}

/** The branch of a union that the writer had in mind: the one that got furthest into the value, if any got inside. */
function bestBranch(branches: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  const inside = branches.filter((issues) =>
    issues.every((issue) => issue.path.length > 0 || issue.code === 'unrecognized_keys'),
  );
  return inside.toSorted((a, b) => a.length - b.length)[0];
}

/** The part of a plain value at a path; own properties only. */
export function valueAt(value: unknown, path: Path): unknown {
  let current = value;
  for (const step of path) {
    if (kindOf(current) !== 'a map' && !Array.isArray(current)) return undefined;
    if (!Object.hasOwn(current as object, step)) return undefined;
    current = (current as Readonly<Record<PropertyKey, unknown>>)[step];
  }
  return current;
}
