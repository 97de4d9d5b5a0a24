/**
 * What a Dockerfile takes from its context: the sources of COPY and ADD, sorted, each once. A pattern stands for the
 * folder that it begins in, so that too much is looked at rather than too little; what other stages give is not from there.
 */
export function copiedPaths(dockerfile: string): readonly string[] {
  const instructions = dockerfile
    .split('\n')
    .filter((line) => !/^\s*#/.test(line))
    .join('\n')
    .replaceAll(/\\\s*\n/g, ' ')
    .split('\n');
  const paths = instructions.flatMap((instruction) => {
    const [, text = ''] = /^\s*(?:COPY|ADD)\s+(.*)$/i.exec(instruction) ?? [];
    if (text === '' || /(^|\s)--from=/.test(text)) return [];
    return sourcesOf(text.replaceAll(/(^|\s)--\S+/g, ' ').trim());
  });
  return [...new Set(paths.map(contextPath))].sort();
}

function sourcesOf(text: string): readonly string[] {
  const words = text.startsWith('[') ? (JSON.parse(text) as readonly string[]) : text.split(/\s+/);
  return words.slice(0, -1);
}

/** Without `./` and `/` around it, up to the first folder with a pattern in its name; `.` is the whole context. */
function contextPath(source: string): string {
  const parts = source.split('/').filter((part) => part !== '' && part !== '.');
  const pattern = parts.findIndex((part) => /[*?[]/.test(part));
  return (pattern === -1 ? parts : parts.slice(0, pattern)).join('/') || '.';
}
