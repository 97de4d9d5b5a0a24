/** The parser alone, which the package exports but does not describe: its entry loads compiler, runtime and source maps too. */
declare module 'handlebars/dist/cjs/handlebars/compiler/base.js' {
  import type Handlebars from 'handlebars';

  export const parse: typeof Handlebars.parse;
}
