import { translate } from './translate.ts';

/** What became of an expression: a JavaScript one that accepts the same whole texts, or why not. */
export type CompiledRegex = { readonly regex: RegExp } | { readonly error: string };

/**
 * Compiles an RE2 expression, to be tested against whole texts, as Envoy and Istio do.
 * What RE2 refuses (look-around, back-references, `a++`) is an error, and so are the few parts of RE2 that JavaScript
 * has no equal for. JavaScript's engine backtracks where RE2 does not: an expression like `(a+)+b` is slow here.
 */
export function compileRegex(pattern: string): CompiledRegex {
  const translated = translate(pattern);
  if ('error' in translated) return translated;
  try {
    return { regex: new RegExp(`^(?:${translated.source})$`, `u${translated.flags}`) };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { error: error.message.replace(/^Invalid regular expression: .*\/[a-z]*: /s, '').toLowerCase() };
  }
}
