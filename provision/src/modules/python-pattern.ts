import { pythonRegex } from './python-regex/python-regex.ts';

/**
 * A regular expression as Ansible's users write it, in Python's way, over text. `flags`: `m` and so on, besides those at
 * its beginning. @throws {SyntaxError} for what neither language reads
 */
export function pythonPattern(text: string, flags = ''): RegExp {
  const translated = pythonRegex(text, { flags });
  if ('refused' in translated) throw new SyntaxError(translated.refused);
  return translated.regexp;
}
