import { z } from 'zod';

import { send } from './send.ts';
import type { Answer, Target } from './send.ts';

/** Which releases answered a request. */
export interface Sighting {
  readonly status: number;
  /** The release of the app that answered; undefined where no release did. */
  readonly app: string | undefined;
  /** The release of the model-service behind it. */
  readonly modelService: string | undefined;
}

/** One session: a person with cookies, who comes back. */
export interface Visit {
  readonly sightings: readonly Sighting[];
  /** Whether the vote at its end was taken; undefined where none was cast. */
  readonly isVoteTaken?: boolean;
}

const Verdict = z.object({ versions: z.object({ release: z.string(), modelService: z.string() }) });

/** Addresses that nobody has: the lab judges them as text and never opens them. */
const URLS = ['http://login.example.test/account', 'https://www.example.org/news', 'http://192.0.2.1/x?y=z'];

/** How a visitor behaves. */
export interface VisitorOptions {
  readonly requests: number;
  /** What it asks for: a verdict, which names all releases that took part, or only the app's version, which is free. */
  readonly wish: 'verdict' | 'version';
  /** What it thinks of the last verdict, and says; undefined: nothing. */
  readonly vote?: 'agree' | 'disagree' | undefined;
  /** Headers of this visitor: its name, for the limit. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends a visitor's requests, one after the other, with the cookies that it was given. */
export async function visit(
  target: Target,
  { requests, wish, vote, headers }: VisitorOptions,
): Promise<Visit> {
  const cookies = new Map<string, string>();
  const sightings: Sighting[] = [];
  const own = () => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    return { ...headers, ...(cookie !== '' && { cookie }) };
  };
  for (let index = 0; index < requests; index++) {
    const answer = await send(target, {
      ...(wish === 'verdict'
        ? { method: 'POST', path: '/api/v1/predict', json: { url: URLS[index % URLS.length] } }
        : { method: 'GET', path: '/version' }),
      headers: own(),
    });
    for (const line of answer.headers['set-cookie'] ?? []) keepCookie(cookies, line);
    sightings.push(wish === 'verdict' ? verdictSighting(answer) : versionSighting(answer));
  }
  if (vote === undefined) return { sightings };
  const { status } = await send(target, { method: 'POST', path: `/${vote}`, headers: own() });
  return { sightings, isVoteTaken: status === 204 };
}

function keepCookie(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const equals = pair.indexOf('=');
  if (equals > 0) cookies.set(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
}

function verdictSighting({ status, body }: Answer): Sighting {
  const parsed = status === 200 ? Verdict.safeParse(parseJson(body)) : undefined;
  const versions = parsed?.data?.versions;
  // An answer that does not name its model-service is paired with nothing.
  return {
    status,
    app: versions?.release,
    modelService: versions && (releaseIn(versions.modelService) ?? ''),
  };
}

function versionSighting({ status, body }: Answer): Sighting {
  const version = status === 200 ? parseJson(body) : undefined;
  return {
    status,
    app: typeof version === 'string' ? releaseIn(version) : undefined,
    modelService: undefined,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Not an answer of the app: then no release answered.
    return undefined;
  }
}

/** `0.1.0+v2` is release v2. */
function releaseIn(version: string | undefined): string | undefined {
  return version?.split('+')[1];
}
