import type { Mutation } from './harmless.ts';
import { splitUrl } from './split-url.ts';

/** Characters that a query may hold without escaping (RFC 3986: unreserved, and what commonly parts them). */
export const QUERY_CHARACTERS = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~=&';

/** As many characters as the window of the models holds. */
const PADDING_LENGTH = 200;

/** Random characters of an alphabet. */
export function randomText(length: number, alphabet: string, random: () => number): string {
  let text = '';
  for (let index = 0; index < length; index += 1) text += alphabet[Math.floor(random() * alphabet.length)];
  return text;
}

/** The URL with more query: behind `?`, or behind `&` where it has a query already; a fragment is dropped. */
export function appendQuery(url: string, query: string): string {
  const bare = url.replace(/#.*$/s, '');
  return `${bare}${bare.includes('?') ? '&' : '?'}${query}`;
}

/** 200 random URL characters as a query behind the real path: what any attacker can do without touching the page. */
export const padQuery: Mutation = (url, random) =>
  appendQuery(url, randomText(PADDING_LENGTH, QUERY_CHARACTERS, random));

/** 200 random characters as a first path segment: pushes the real path out of the window, and needs a server that agrees. */
export const padPath: Mutation = (url, random) => {
  const { scheme, authority, path, tail } = splitUrl(url);
  const segment = randomText(PADDING_LENGTH, QUERY_CHARACTERS.replace(/[.=&]/g, ''), random);
  return `${scheme}${authority}/${segment}${path}${tail}`;
};
