import { parse } from 'yaml';
import { z } from 'zod';

/** What helm writes at the top of a list of charts, whichever order it takes. */
const IS_INDEX = /^entries:[ \t]*$/m;

const Entry = z.array(z.looseObject({ digest: z.string().optional(), urls: z.array(z.string()) }));

/** Whether a text is the index.yaml of a repository of charts. */
export function isChartIndex(text: string): boolean {
  return IS_INDEX.test(text) && /^apiVersion:/m.test(text);
}

/**
 * The SHA-256 of a packed chart in the index.yaml of its repository: the `digest` of the entry that has a URL of this file.
 * Undefined where there is none. Only the lines of that entry are read as YAML, for such lists have many megabytes.
 */
export function digestInIndex(text: string, file: string): string | undefined {
  for (let at = text.indexOf(file); at !== -1; at = text.indexOf(file, at + file.length)) {
    const entry = entryAround(text, at);
    const [chart] = entry === undefined ? [] : readEntry(entry);
    if (chart?.urls.some((url) => nameIn(url) === file) === true) return chart.digest;
  }
  return undefined;
}

/** The lines of the list item that holds the list in which the place stands; undefined where that is none. */
function entryAround(text: string, at: number): string | undefined {
  const line = text.slice(text.lastIndexOf('\n', at) + 1, text.indexOf('\n', at));
  const depth = /^( *)- /.exec(line)?.[1]?.length;
  if (depth === undefined) return undefined;
  let start = text.lastIndexOf('\n', at);
  while (start > 0) {
    start = text.lastIndexOf('\n', start - 1);
    const outer = /^( *)- /.exec(text.slice(start + 1, start + 1 + depth + 2))?.[1]?.length;
    if (outer !== undefined && outer < depth) return text.slice(start + 1, endOf(text, start + 1, outer));
  }
  return undefined;
}

/** Where the next line begins that does not stand deeper than the item. */
function endOf(text: string, start: number, depth: number): number {
  const next = new RegExp(`\\n {0,${depth}}[^ \\n]`, 'g');
  next.lastIndex = text.indexOf('\n', start);
  return next.exec(text)?.index ?? text.length;
}

function readEntry(text: string): z.infer<typeof Entry> {
  return Entry.safeParse(parse(text)).data ?? [];
}

function nameIn(url: string): string | undefined {
  return url.split(/[?#]/, 1)[0]?.split('/').at(-1);
}
