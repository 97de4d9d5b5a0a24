/** A command that a page tells its reader to type. */
export interface Command {
  readonly line: number;
  readonly words: readonly string[];
}

/** The commands of a Markdown page: every line of its `sh` blocks, cut into words as a shell would. */
export function readCommands(markdown: string): Command[] {
  const commands: Command[] = [];
  let isCommand = false;
  for (const [index, text] of markdown.split('\n').entries()) {
    if (text.startsWith('```')) isCommand = text === '```sh';
    else if (isCommand && text.trim() !== '') commands.push({ line: index + 1, words: shellWords(text) });
  }
  return commands;
}

/** Words are parted by spaces; single and double quotes hold a word together. The page uses no other syntax. */
function shellWords(text: string): string[] {
  return [...text.matchAll(/'([^']*)'|"([^"]*)"|([^\s'"]+)/g)].map(
    ([, single, double, plain]) => single ?? double ?? plain ?? '',
  );
}

/** What a `curl` command of the page asks for. @throws for an option that the page has not used so far */
export function readCurl(words: readonly string[]): {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
} {
  const headers: Record<string, string> = {};
  let url = '';
  let body: string | undefined;
  for (let index = 1; index < words.length; index++) {
    const word = words[index] ?? '';
    if (word === '-H') {
      const [name = '', ...value] = (words[++index] ?? '').split(':');
      headers[name] = value.join(':').trim();
    } else if (word === '-d') body = words[++index];
    else if (!word.startsWith('-')) url = word;
    else if (word !== '-s') throw new Error(`curl ${word} is new on the page: teach it to readCurl`);
  }
  return { url, headers, body };
}
