const HOSTS = [
  'example.org',
  'www.example.com',
  'docs.example.net',
  'shop.example.com',
  'news.example.org',
  'mail.example.net',
  'library.example.edu',
  'blog.example.io',
];

const PATHS = [
  '/',
  '/about',
  '/en/docs/install?lang=en',
  '/articles/2026/03/a-walk-in-the-park',
  '/cart',
  '/search?q=mountain+bikes',
  '/login',
  '/account/settings',
  '/team#contact',
];

const BAD = [
  'http://paypal.com.account-verify.example/login.php?id=83',
  'http://192.0.2.17/secure/update/index.html',
  'http://signin.bank-secure.example/verify/login.php?id=83',
  'https://apple-id.support-unlock.example/confirm',
  'http://xn--pypal-4ve.example/webscr?cmd=_login-run',
  'http://secure-update.example/wp-content/plugins/x/office365/',
  'http://example.test/~user/.well-known/ebay/signin.htm',
  'http://free-gift-cards.example/claim?win=1&ref=mail',
  'https://micros0ft-login.example/oauth/reset',
  'http://198.51.100.9:8080/dhl/track.php?p=77161',
  'http://netflix.billing-problem.example/pay',
  'https://drive.example.net.share-file.example/view?id=1Z',
];

/** An address that visitors ask about, and what they know of it. */
export interface Address {
  readonly url: string;
  readonly isPhishing: boolean;
}

/** Addresses that nobody has: names and networks kept for examples. A third of them means no good. */
export const ADDRESSES: readonly Address[] = [
  ...HOSTS.flatMap((host, at) =>
    PATHS.filter((_, index) => (index + at) % 3 === 0).map((path) => ({
      url: `https://${host}${path}`,
      isPhishing: false,
    })),
  ),
  ...BAD.map((url) => ({ url, isPhishing: true })),
];
