import { request } from 'node:http';
import type { Agent, IncomingHttpHeaders } from 'node:http';

/** An answer, its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface AskOptions {
  readonly method?: 'GET' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly agent?: Agent;
}

/** One request, as a client with full control over its headers (Host among them) sends it. */
export function ask(url: string, { method, headers, json, agent }: AskOptions = {}): Promise<Answer> {
  const body = json === undefined ? undefined : JSON.stringify(json);
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: method ?? (body === undefined ? 'GET' : 'POST'),
      headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(agent && { agent }),
    });
    sent.once('error', reject);
    sent.once('response', (answer) => {
      let text = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => {
        text += chunk;
      });
      answer.once('error', reject);
      answer.once('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: text }),
      );
    });
    sent.end(body);
  });
}

/** What the app's API answers, as far as these tests go. */
export interface Verdict {
  readonly label: string;
  readonly model: string;
  readonly versions: { readonly release: string; readonly modelService: string };
}

/** The verdict over a URL, and the answer that it came in. */
export async function predict(
  origin: string,
  headers: Readonly<Record<string, string>>,
  agent?: Agent,
): Promise<Answer & { readonly verdict: Verdict | undefined }> {
  const answer = await ask(`${origin}/api/v1/predict`, {
    ...(agent && { agent }),
    headers,
    json: { url: 'http://login.example.test/' },
  });
  const verdict = answer.status === 200 ? (JSON.parse(answer.body) as Verdict) : undefined;
  return { ...answer, verdict };
}
