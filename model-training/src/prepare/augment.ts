import { appendQuery, QUERY_CHARACTERS, randomText } from '../mutations/padding.ts';
import { splitUrl } from '../mutations/split-url.ts';
import type { Row } from '../rows/read-rows.ts';

/** Sub-alphabets, so that no single look of noise is learnt: letters, letters and digits, hexadecimal, all. */
const ALPHABETS = [
  'abcdefghijklmnopqrstuvwxyz',
  'abcdefghijklmnopqrstuvwxyz0123456789',
  '0123456789abcdef',
  QUERY_CHARACTERS,
  QUERY_CHARACTERS,
];
const MIN_LENGTH = 8;
const MAX_LENGTH = 200;

/**
 * Copies of a share of the rows with a random query behind them. An attacker can always append one, so models must
 * learn that it says nothing: without these rows a `?` alone would speak for phishing.
 */
export function padRows(rows: readonly Row[], share: number, random: () => number): readonly Row[] {
  const padded: Row[] = [];
  for (const { label, url } of rows) {
    if (random() >= share) continue;
    const alphabet = ALPHABETS[Math.floor(random() * ALPHABETS.length)]!;
    const length = MIN_LENGTH + Math.floor(random() * (MAX_LENGTH - MIN_LENGTH + 1));
    padded.push({ label, url: appendQuery(url, randomText(length, alphabet, random)) });
  }
  return padded;
}

/** Where honest sites let people log in, as their frameworks and shops lay it out. */
const LOGIN_PATHS = [
  '/login',
  '/login/',
  '/login.php',
  '/login.aspx',
  '/signin',
  '/sign-in',
  '/account',
  '/account/login',
  '/account/signin',
  '/accounts/login/',
  '/auth/login',
  '/user/login',
  '/users/sign_in',
  '/users/password/new',
  '/customer/account/login',
  '/my-account',
  '/my-account/lost-password',
  '/wp-login.php',
  '/password/reset',
  '/forgot-password',
  '/login?next=/',
  '/signin?returnurl=/account',
  '/session/new',
  '/en/login',
  '/portal/login',
  '/login.html',
  '/login.htm',
  '/login.asp',
  '/login.jsp',
  '/login.do',
  '/login/index.php',
  '/login/login.php',
  '/app/login',
  '/app/login.php',
  '/site/login',
  '/web/login',
  '/admin/login',
  '/admin/login.php',
  '/member/login.php',
  '/members/login',
  '/user/signin',
  '/auth/signin',
  '/signin.aspx',
  '/signin.html',
  '/account/login.aspx',
  '/account/register',
  '/myaccount',
  '/myaccount/login',
  '/servicelogin',
  '/index.php/login',
  '/index.php?page=login',
  '/c/portal/login',
  '/login/forgot-password',
  '/password',
  '/reset-password',
];
const LOGIN_HOSTS = [
  'login',
  'signin',
  'account',
  'accounts',
  'my',
  'auth',
  'sso',
  'id',
  'secure',
  'portal',
  'myaccount',
  'app',
];
/** Of the log-in pages so many stand on a host of their own. */
const LOGIN_HOST_SHARE = 0.3;

/**
 * Log-in pages for the hosts of a share of the legitimate rows. Few honest ones are in the data, while phishing is full
 * of them: without these rows the word alone would be the verdict. Derived, not observed.
 */
export function honestLogins(rows: readonly Row[], share: number, random: () => number): readonly Row[] {
  const made: Row[] = [];
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)]!;
  for (const { label, url } of rows) {
    if (label !== 'legitimate' || random() >= share) continue;
    const host = splitUrl(url).authority.replace(/^www\./i, '');
    const hasOwnHost = random() < LOGIN_HOST_SHARE;
    const path = hasOwnHost && random() < 0.5 ? '/' : pick(LOGIN_PATHS);
    made.push({ label, url: `https://${hasOwnHost ? `${pick(LOGIN_HOSTS)}.` : ''}${host}${path}` });
  }
  return made;
}
