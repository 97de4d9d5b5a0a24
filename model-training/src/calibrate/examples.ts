/**
 * URLs of the self-test that every manifest carries: well-known harmless pages, and invented ones under names that are
 * reserved for examples (RFC 2606) or made up for this list. None is a row of the training data.
 */
export const EXAMPLE_URLS: readonly string[] = [
  'https://www.wikipedia.org/',
  'https://en.wikipedia.org/wiki/Phishing',
  'https://nodejs.org/en/learn/getting-started/introduction-to-nodejs',
  'https://github.com/onnx/onnx',
  'example.org',
  'http://paypal.com@192.0.2.7/webscr/login.php?session=8f3a',
  'http://secure-login-account-verify.example/signin/index.php?user=me@example.org',
  'https://appleid-verify-account-0a1b2c.web-example.app/login.html',
  'http://203.0.113.9/~tmp/wp-includes/dropbox/index.html',
  'https://metamask-wallet-restore.example/connect',
];
