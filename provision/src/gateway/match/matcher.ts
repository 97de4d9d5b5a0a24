import { compileRegex } from '../../routing/regex/compile.ts';
import type { StringTest } from '../../routing/schema/string-match.ts';
import type { HeaderTest, RequestMatch } from '../../routing/table.ts';
import { pathOf } from './path.ts';
import { headerValues } from './request-head.ts';
import type { RequestHead } from './request-head.ts';

/** Whether a request is like that. */
export type Matcher = (head: RequestHead) => boolean;

/** A match as a function. */
export function compileMatch({ path, headers, queryParameters }: RequestMatch): Matcher {
  const matchesPath = compileText(path);
  const parameters = queryParameters.map(({ name, test }) => ({ name, matches: compileText(test) }));
  const all: Matcher[] = [...headers.map(compileHeaderTest), ({ target }) => matchesPath(pathOf(target))];
  if (parameters.length > 0) {
    all.push(({ target }) => {
      const given = queryOf(target);
      return parameters.every(({ name, matches }) => {
        const value = given.get(name);
        return value !== undefined && matches(value);
      });
    });
  }
  return (head) => all.every((matches) => matches(head));
}

/**
 * A test of a header as a function. Of several values one is enough. A header that is not there passes no test, and
 * therefore every inverted one.
 */
export function compileHeaderTest({ name, test, isInverted }: HeaderTest): Matcher {
  const matches = compileText(test);
  return (head) => headerValues(head, name).some(matches) !== isInverted;
}

/** The first value of each parameter as it stands: Envoy decodes nothing here. */
function queryOf(target: string): ReadonlyMap<string, string> {
  const query = new Map<string, string>();
  for (const pair of target.slice(pathOf(target).length + 1).split('&')) {
    const [name = '', ...value] = pair.split('=');
    if (!query.has(name)) query.set(name, value.join('='));
  }
  return query;
}

function compileText({ kind, value, isCaseSensitive }: StringTest): (text: string) => boolean {
  if (kind === 'present') return () => true;
  if (kind === 'regex') {
    const compiled = compileRegex(isCaseSensitive ? value : `(?i)${value}`);
    if ('error' in compiled) throw new TypeError(`not a regular expression: ${value}: ${compiled.error}`);
    return (text) => compiled.regex.test(text);
  }
  const wanted = isCaseSensitive ? value : value.toLowerCase();
  return (text) => compare(kind, isCaseSensitive ? text : text.toLowerCase(), wanted);
}

function compare(kind: 'exact' | 'prefix' | 'suffix' | 'contains', text: string, wanted: string): boolean {
  switch (kind) {
    case 'exact':
      return text === wanted;
    case 'prefix':
      return text.startsWith(wanted);
    case 'suffix':
      return text.endsWith(wanted);
    case 'contains':
      return text.includes(wanted);
  }
}
