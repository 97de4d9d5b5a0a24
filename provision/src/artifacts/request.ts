import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';

/** No server that works leaves a request alone for so long. */
const IDLE_TIMEOUT_MS = 60_000;

const MAX_REDIRECTS = 10;

/** How something is asked for. */
export interface RequestOptions {
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  /** HTTP_PROXY, HTTPS_PROXY and NO_PROXY in it are obeyed, in lower case too. */
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** An answer whose body has not been read yet. Whoever asked reads it or destroys it. */
export interface Answer {
  readonly response: IncomingMessage;
  /** Where the redirects led. */
  readonly url: string;
}

/**
 * Asks for a URL, redirects followed, the body as it is sent (nothing unpacked). From https no redirect leads to http.
 * @throws {Error} where nobody answers
 */
export async function requestUrl(url: string, options: RequestOptions): Promise<Answer> {
  let next = url;
  for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
    const response = await ask(next, options);
    const { location } = response.headers;
    const isRedirect = [301, 302, 303, 307, 308].includes(response.statusCode ?? 0);
    if (!isRedirect || location === undefined) return { response, url: next };
    response.destroy();
    const target = new URL(location, next);
    if (next.startsWith('https:') && target.protocol !== 'https:') {
      throw new Error(`it redirects to ${target.href}, which is not encrypted`);
    }
    next = target.href;
  }
  throw new Error(`more than ${MAX_REDIRECTS} redirects`);
}

function ask(url: string, { headers, signal, environment }: RequestOptions): Promise<IncomingMessage> {
  const isEncrypted = url.startsWith('https:');
  // What the environment says of proxies is Node's to obey: an agent of our own, so that nothing else is asked through them.
  const settings = { keepAlive: false, proxyEnv: { ...environment } };
  const agent = isEncrypted ? new HttpsAgent(settings) : new HttpAgent(settings);
  return new Promise((resolve, reject) => {
    const request = (isEncrypted ? httpsRequest : httpRequest)(
      url,
      { headers: { 'user-agent': 'remla-lab', 'accept-encoding': 'identity', ...headers }, agent, signal },
      resolve,
    );
    request.setTimeout(IDLE_TIMEOUT_MS, () =>
      request.destroy(new Error(`nothing came for ${IDLE_TIMEOUT_MS / 1_000} s`)),
    );
    request.on('error', reject);
    request.end();
  });
}
