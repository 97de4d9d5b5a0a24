import type { ServerResponse } from 'node:http';

/**
 * Ends an answer with a JSON value: what `response.json` of Express does for plain values, without its content
 * negotiation, which a hot path would pay for with each request.
 */
export function sendJson(response: ServerResponse, value: unknown): void {
  const text = JSON.stringify(value);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}
