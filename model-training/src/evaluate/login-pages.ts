import type { Row } from '../rows/read-rows.ts';

/** Words that honest pages where one logs in have in common with phishing. */
const LOGIN_WORDS = /login|signin|account|password/i;

/** The legitimate rows with such a word in the URL: the hard honest pages. */
export function loginPages(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ label, url }) => label === 'legitimate' && LOGIN_WORDS.test(url));
}
