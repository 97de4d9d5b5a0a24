import { COMMANDS } from './commands.ts';
import type { CommandDescription, CommandName } from './commands.ts';
import type { AnyOption } from './option.ts';

const WIDTH = 100;

/** The help of one command, or of all of them. Ends with a line break. */
export function renderHelp(topic?: CommandName): string {
  return `${(topic === undefined ? overview() : commandHelp(topic)).join('\n')}\n`;
}

function overview(): readonly string[] {
  const rows = Object.entries(COMMANDS).map(([name, { summary }]) => [`lab ${name}`, summary] as const);
  return [
    'lab: a release-engineering lab for a machine-learning application',
    '',
    ...table([
      ...rows,
      ['lab help COMMAND', 'more about a command'],
      ['lab --version', 'the version of lab'],
    ]),
    '',
    'Exit codes: 0 done, 1 our bug, 2 something failed or did not hold, 3 a machine cannot be reached,',
    '4 a file is wrong, 5 the command line is wrong, 130 interrupted.',
  ];
}

function commandHelp(name: CommandName): readonly string[] {
  const { summary, details, examples, options, words }: CommandDescription = COMMANDS[name];
  const rows = [
    ...(words ? [[words.placeholder, words.summary] as const] : []),
    ...Object.entries(options).map(
      ([long, option]) => [optionText(long, option), withFallback(option)] as const,
    ),
  ];
  return [
    `lab ${name}${words ? ` ${words.placeholder}` : ''}: ${summary}`,
    ...details.flatMap((paragraph) => ['', ...wrap(paragraph, WIDTH)]),
    '',
    ...table([...rows, ['-h, --help', 'this page']]),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
  ];
}

function optionText(long: string, { short, placeholder }: AnyOption): string {
  return `${short === undefined ? '' : `-${short}, `}--${long}${placeholder === undefined ? '' : ` ${placeholder}`}`;
}

function withFallback({ summary, fallback, placeholder }: AnyOption): string {
  if (placeholder === undefined) return summary;
  return typeof fallback === 'string' || typeof fallback === 'number' ? `${summary} (${fallback})` : summary;
}

function table(rows: readonly (readonly [string, string])[]): readonly string[] {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.flatMap(([left, right]) =>
    wrap(right, WIDTH - width - 4).map(
      (line, index) => `  ${(index === 0 ? left : '').padEnd(width)}  ${line}`,
    ),
  );
}

function wrap(paragraph: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const word of paragraph.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
