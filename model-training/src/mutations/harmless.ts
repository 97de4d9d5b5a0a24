import { splitUrl } from './split-url.ts';

/** A change to a URL; `random` gives numbers in [0, 1). */
export type Mutation = (url: string, random: () => number) => string;

/** http for https and the other way round; a URL without a scheme gets https. */
export const changeScheme: Mutation = (url) => {
  const { scheme, authority, path, tail } = splitUrl(url);
  return `${scheme.toLowerCase() === 'https://' ? 'http://' : 'https://'}${authority}${path}${tail}`;
};

/** A leading `www.` taken away, or put there. */
export const changeWww: Mutation = (url) => {
  const { scheme, authority, path, tail } = splitUrl(url);
  const bare = authority.replace(/^www\./i, '');
  return `${scheme}${bare === authority ? `www.${authority}` : bare}${path}${tail}`;
};

/** Each letter large or small by chance. */
export const changeCase: Mutation = (url, random) => {
  const flip = (text: string): string =>
    text.replace(/[a-z]/gi, (letter) => (random() < 0.5 ? letter.toUpperCase() : letter.toLowerCase()));
  const { scheme, authority, path, tail } = splitUrl(url);
  return scheme + flip(authority) + flip(path) + flip(tail);
};

/** A slash at the end taken away, or put there. */
export const changeSlash: Mutation = (url) => (url.endsWith('/') ? url.slice(0, -1) : `${url}/`);

/** Of the letters and digits of host, path and query, so many are escaped. */
const ESCAPED_SHARE = 0.3;

/** Letters and digits written as %XX where they need not be, and at least one. */
export const escapeLetters: Mutation = (url, random) => {
  const { scheme, authority, path, tail } = splitUrl(url);
  const escape = (text: string): string =>
    text.replace(/%[0-9a-f]{2}|[a-z0-9]/gi, (found) =>
      found.length === 1 && random() < ESCAPED_SHARE ? `%${found.charCodeAt(0).toString(16)}` : found,
    );
  return scheme + escape(authority) + escape(path) + escape(tail);
};
