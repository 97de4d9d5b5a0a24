import { createHash } from 'node:crypto';

import { canonicalize } from '@remla-lab/lib-ml';

/**
 * Roughly the registered domain of a URL: the last two labels of its host, three where the last two look like co.uk. Only for
 * splitting data: nearly right is enough there, as long as one site always gives one text.
 */
export function siteOf(url: string): string {
  const { text, hostEnd } = canonicalize(url);
  const host = text.slice(0, hostEnd).replace(/:\d+$/, '');
  if (/^[\d.]+$/.test(host)) return host;
  const labels = host.split('.');
  const [second = '', top = ''] = labels.slice(-2);
  const isSecondLevel = labels.length > 2 && top.length === 2 && second.length <= 3;
  return labels.slice(isSecondLevel ? -3 : -2).join('.');
}

/** Eight tenths of the sites train, one validates, one tests; by hash, so that a site always has the same role. */
export function foldOf(url: string): 'train' | 'val' | 'test' {
  const digest = createHash('sha256')
    .update(`site:${siteOf(url)}`)
    .digest();
  const fold = digest[0]! % 10;
  if (fold === 0) return 'test';
  return fold === 1 ? 'val' : 'train';
}
