import type { z } from 'zod';

import type { Cause } from '../verdict.ts';
import type { AskWeb, WebAnswer, WebUser } from './ask-web.ts';

/** A page and whose it is. */
export interface Page<Value> {
  /** E.g. `Grafana`. */
  readonly of: string;
  readonly url: string;
  /** Not strict: a later version may say more. */
  readonly schema: z.ZodType<Value>;
  readonly user?: WebUser;
  /** What to do where it does not answer as it should. */
  readonly mend: string;
  /** What an answer with a status means, where more can be said than the status. */
  readonly meaning?: Readonly<Record<number, Cause>>;
}

/** What a page said, or why that is not known. */
export type PageRead<Value> = { readonly value: Value } | { readonly cause: Cause };

/** How much of an answer that was not expected is shown. */
const SHOWN_CHARACTERS = 200;

/** Asks for a page of JSON. */
export async function readPage<Value>(ask: AskWeb, page: Page<Value>): Promise<PageRead<Value>> {
  const { of, url, schema, user, mend, meaning } = page;
  const answer = await ask(url, user);
  if (answer.kind === 'silent') {
    return { cause: { what: `${of} does not answer at ${url}: ${answer.reason}`, mend } };
  }
  if (answer.status !== 200) {
    const what = `${of} answers ${url} with ${statusOf(answer)}`;
    return { cause: meaning?.[answer.status] ?? { what, mend } };
  }
  const parsed = schema.safeParse(parseJson(answer.text));
  if (parsed.success) return { value: parsed.data };
  const what = `what answers ${url} is not ${of}, or not the one that is known: ${shown(answer.text)}`;
  return { cause: { what, mend } };
}

/** The status, and the first of what was said with it. */
export function statusOf({ status, text }: Extract<WebAnswer, { kind: 'answer' }>): string {
  return text.trim() === '' ? String(status) : `${status}: ${shown(text)}`;
}

function shown(text: string): string {
  const line = text.trim().replaceAll(/\s+/g, ' ');
  return line.length > SHOWN_CHARACTERS ? `${line.slice(0, SHOWN_CHARACTERS)}…` : line;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON is not what was asked for: no schema accepts it.
    return undefined;
  }
}
