import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

/** What a value is, in the words of a YAML file. */
export function kindOf(value: unknown): string {
  if (value === null) return 'empty';
  if (Array.isArray(value)) return 'a list';
  switch (typeof value) {
    case 'object':
      return 'a map';
    case 'string':
      return 'text';
    case 'number':
      return Number.isInteger(value) ? 'a whole number' : 'a number';
    case 'boolean':
      return 'true or false';
    default:
      return `a ${typeof value}`;
  }
}

/** An issue of a schema as one sentence for whoever wrote the file. A message that the schema gives itself is kept. */
export function describeIssue(issue: Issue, value: unknown): string {
  switch (issue.code) {
    case 'invalid_type':
      if (isOwnMessage(issue)) return issue.message;
      return `expected ${expectedText(issue.expected)}${received(value)}`;
    case 'invalid_value':
      return `expected ${oneOf(issue.values.map(quoted))}${received(value)}`;
    case 'too_small':
      return isOwnMessage(issue)
        ? issue.message
        : bound('at least', issue.minimum, issue.origin, issue.inclusive) + given(value);
    case 'too_big':
      return isOwnMessage(issue)
        ? issue.message
        : bound('at most', issue.maximum, issue.origin, issue.inclusive) + given(value);
    case 'invalid_union':
      if (isOwnMessage(issue)) return issue.message;
      return issue.errors.length > 0 ? `expected ${unionText(issue)}${received(value)}` : issue.message;
    default:
      return issue.message;
  }
}

/** Zod's own English begins like this; everything else was written in a schema of ours, and says more. */
function isOwnMessage({ message }: Issue): boolean {
  return !/^(Invalid |Too (small|big))/.test(message);
}

function expectedText(expected: string): string {
  switch (expected) {
    case 'int':
      return 'a whole number';
    case 'number':
      return 'a number';
    case 'string':
      return 'text';
    case 'boolean':
      return 'true or false';
    case 'array':
      return 'a list';
    case 'object':
    case 'record':
      return 'a map';
    default:
      return expected;
  }
}

function unionText(issue: z.core.$ZodIssueInvalidUnion): string {
  const texts = issue.errors.flatMap((branch) =>
    branch.slice(0, 1).map((inner) => describeIssue(inner, undefined).replace(/^expected /, '')),
  );
  return oneOf([...new Set(texts)]);
}

function bound(
  word: string,
  limit: number | bigint,
  origin: string,
  isInclusive: boolean | undefined,
): string {
  const comparison = isInclusive === false ? (word === 'at least' ? 'more than' : 'less than') : word;
  if (origin === 'string') return `must have ${comparison} ${limit} characters`;
  if (origin === 'array' || origin === 'set')
    return `must have ${comparison} ${limit} item${limit === 1 ? '' : 's'}`;
  if (origin === 'object' || origin === 'map' || origin === 'record')
    return `must have ${comparison} ${limit} key${limit === 1 ? '' : 's'}`;
  return `must be ${comparison} ${limit}`;
}

function received(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? `, this is ${kindOf(value)}` : `, this is ${quoted(value)}`;
}

function given(value: unknown): string {
  return typeof value === 'number' ? `, this is ${value}` : '';
}

function quoted(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}

function oneOf(texts: readonly string[]): string {
  const last = texts.at(-1) ?? 'nothing';
  return texts.length < 2 ? last : `${texts.slice(0, -1).join(', ')} or ${last}`;
}
