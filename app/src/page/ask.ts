import { type Allowance, readAllowance } from './allowance.ts';
import { type Failure, failureOf, failureOfError } from './failure.ts';
import { type Verdict, readVerdict } from './verdict.ts';

/** Longer than the deadlines of everything behind the page, so that their answer, which says more, comes first. */
const TIMEOUT_MS = 15_000;

/** What a page needs from its surroundings to talk to the service. */
export type Surroundings = { readonly fetch: typeof fetch; readonly now: () => number };

/** A verdict with what is left of the rate limit, or why there is none. */
export type Answer =
  { readonly kind: 'verdict'; readonly verdict: Verdict; readonly allowance: Allowance } | Failure;

/** Asks for the verdict on one address. Never rejects. */
export async function askForVerdict(
  url: string,
  shouldExplain: boolean,
  surroundings: Surroundings,
): Promise<Answer> {
  try {
    const response = await postJson(
      '/api/v1/predict',
      shouldExplain ? { url, explain: true } : { url },
      surroundings,
    );
    if (!response.ok) return await failureOf(response, surroundings.now());
    const verdict = readVerdict(await response.json().catch(() => undefined));
    if (verdict === undefined) return { kind: 'failed', status: response.status, requestId: undefined };
    return { kind: 'verdict', verdict, allowance: readAllowance(response.headers, surroundings.now()) };
  } catch (error) {
    return failureOfError(error);
  }
}

/** Posts a JSON body to this page's own service, with the page's deadline. */
export async function postJson(path: string, body: unknown, { fetch }: Surroundings): Promise<Response> {
  return await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
}
