/** The status line and headers of an answer. */
export interface AnswerHead {
  readonly status: number;
  readonly reason: string;
  /** Names in lower case; the last of several wins. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Of several answers (redirects, proxies) in the text that curl or wget left, the last one; undefined where there is none. */
export function lastAnswer(text: string): AnswerHead | undefined {
  const blocks = text
    .split(/^(?=\s*HTTP\/)/m)
    .map((block) => block.trim())
    .filter((block) => block.startsWith('HTTP/'));
  const [first = '', ...rest] = (blocks.at(-1) ?? '').split(/\r?\n/);
  const match = /^HTTP\/[\d.]+ +(\d{3}) *(.*)$/.exec(first.trim());
  if (!match) return undefined;
  const headers = rest.flatMap((line) => {
    const colon = line.indexOf(':');
    return colon > 0
      ? [[line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim()] as const]
      : [];
  });
  return { status: Number(match[1]), reason: match[2] ?? '', headers: Object.fromEntries(headers) };
}
