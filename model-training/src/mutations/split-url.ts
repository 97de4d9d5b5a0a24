/** A URL cut where its parts meet, as text: joining the parts gives the URL again. */
export interface UrlParts {
  /** With `://`, or empty. */
  readonly scheme: string;
  /** Host, port, user: what stands before the first `/`, `?` or `#`. */
  readonly authority: string;
  readonly path: string;
  /** With its `?` or `#`, or empty. */
  readonly tail: string;
}

const URL_SHAPE = /^([a-z][a-z0-9+.-]*:\/\/)?([^/?#]*)([^?#]*)(.*)$/is;

/** Never fails: every text has these parts, empty ones at worst. */
export function splitUrl(url: string): UrlParts {
  const [, scheme = '', authority = '', path = '', tail = ''] = URL_SHAPE.exec(url) ?? [];
  return { scheme, authority, path, tail };
}
