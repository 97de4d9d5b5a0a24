/** Which files of a context a .dockerignore keeps from the builder. */
export interface Ignored {
  /** Whether a file, or a folder itself, is kept away. The path is relative to the context, with `/`. */
  readonly has: (path: string) => boolean;
  /** Whether a folder and all below it is kept away, so that nobody has to look into it. */
  readonly hasAllOf: (folder: string) => boolean;
}

interface Pattern {
  readonly text: string;
  readonly isException: boolean;
  readonly matches: RegExp;
}

/** Reads a .dockerignore (https://docs.docker.com/build/concepts/context/#dockerignore-files): the last pattern that fits a path, or a folder above it, decides. */
export function readIgnored(text: string): Ignored {
  const patterns = text.split('\n').flatMap(readPattern);
  const has = (path: string) => {
    const parts = path.split('/');
    const above = parts.map((_, index) => parts.slice(0, index + 1).join('/'));
    const last = patterns.findLast(({ matches }) => above.some((each) => matches.test(each)));
    return last !== undefined && !last.isException;
  };
  const mayHoldException = (folder: string) =>
    patterns.some(
      (each) => each.isException && (each.text.startsWith(`${folder}/`) || /^[*?[]/.test(each.text)),
    );
  return { has, hasAllOf: (folder) => has(folder) && !mayHoldException(folder) };
}

function readPattern(line: string): readonly Pattern[] {
  const written = line.trim();
  if (written === '' || written.startsWith('#')) return [];
  const isException = written.startsWith('!');
  const text = written
    .slice(isException ? 1 : 0)
    .trim()
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/');
  if (text === '') return [];
  return [{ text, isException, matches: new RegExp(`^${expressionOf(text)}$`) }];
}

/** Go's filepath.Match, and `**` for any number of folders. */
function expressionOf(pattern: string): string {
  return pattern
    .replaceAll(/[.+^$(){}|\\]/g, String.raw`\$&`)
    .replaceAll(/\*\*\/|\*\*|\*|\?/g, (wildcard) => EXPRESSIONS[wildcard] ?? wildcard);
}

const EXPRESSIONS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
};
