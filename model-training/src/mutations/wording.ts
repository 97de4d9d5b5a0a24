import type { Mutation } from './harmless.ts';
import { splitUrl } from './split-url.ts';

/** Words that phishing pages have in their paths, and what says the same. */
const PATH_SYNONYMS: Readonly<Record<string, string>> = {
  login: 'logon',
  signin: 'sign-on',
  account: 'profile',
  verify: 'validate',
  update: 'renew',
  secure: 'safe',
  index: 'main',
  admin: 'manage',
  wp: 'cms',
  images: 'pictures',
  html: 'htm',
  php: 'asp',
};

/** Names that parameters have, and what says the same. */
const QUERY_SYNONYMS: Readonly<Record<string, string>> = {
  id: 'key',
  email: 'mail',
  user: 'member',
  session: 'visit',
  token: 'ticket',
  url: 'link',
  ref: 'from',
  page: 'view',
};

function replaceWords(text: string, synonyms: Readonly<Record<string, string>>): string {
  return text.replace(/[a-z]+/gi, (word) => synonyms[word.toLowerCase()] ?? word);
}

/** Words of the path in other words. */
export const rewordPath: Mutation = (url) => {
  const { scheme, authority, path, tail } = splitUrl(url);
  return scheme + authority + replaceWords(path, PATH_SYNONYMS) + tail;
};

/** Names in the query in other words. */
export const rewordQuery: Mutation = (url) => {
  const { scheme, authority, path, tail } = splitUrl(url);
  return scheme + authority + path + replaceWords(tail, QUERY_SYNONYMS);
};

/** Letters and the Cyrillic ones that look the same. */
const HOMOGLYPHS: Readonly<Record<string, string>> = {
  a: 'а',
  c: 'с',
  e: 'е',
  o: 'о',
  p: 'р',
  x: 'х',
  y: 'у',
};

/** One letter of the host, the first that has one, by its Cyrillic look-alike: another host, which punycode shows. */
export const swapLetter: Mutation = (url) => {
  const { scheme, authority, path, tail } = splitUrl(url);
  return scheme + authority.replace(/[aceopxy]/, (letter) => HOMOGLYPHS[letter] ?? letter) + path + tail;
};
