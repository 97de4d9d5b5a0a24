import { expect, test } from 'vitest';

import { type Asset, digestOf } from './load-assets.ts';
import { renderPage } from './render-page.ts';

const asset: Asset = { contentType: 'x', body: Buffer.from(''), etag: '"x"' };
const values = {
  release: 'v2',
  version: '1.2.3',
  assets: {
    digest: 'abc',
    files: new Map(['main.js', 'page.css', 'view/a.js'].map((name) => [name, asset])),
  },
} as const;

test('values take their places, modules are named ahead', () => {
  const template = '<!-- module preloads -->|{{release}}|{{version}}|{{assets}}/main.js';

  expect(renderPage(template, values)).toBe(
    [
      '<link rel="modulepreload" href="/assets/abc/main.js" />\n' +
        '    <link rel="modulepreload" href="/assets/abc/view/a.js" />',
      'v2',
      '1.2.3+v2',
      '/assets/abc/main.js',
    ].join('|'),
  );
});

test('a name that is not known is an error', () => {
  expect(() => renderPage('{{relase}}', values)).toThrow('relase');
});

test('a digest follows the content and fits an address', () => {
  expect(digestOf([Buffer.from('a')])).toMatch(/^[\w-]{16}$/);
  expect(digestOf([Buffer.from('a')])).not.toBe(digestOf([Buffer.from('b')]));
});
